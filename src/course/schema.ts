import * as v from 'valibot';
import { LANGUAGES } from '../kit/l10n';

/** What an item.json of the course must hold. The build and the loader use the same schema. */
const nonEmpty = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'));
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens'));
const minutes = v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(1));
const localText = v.strictObject(Object.fromEntries(LANGUAGES.map((language) => [language, nonEmpty])) as Record<(typeof LANGUAGES)[number], typeof nonEmpty>);

const page = v.strictObject({ id, title: localText, summary: localText, minutes });
const pages = v.pipe(
  v.array(page),
  v.check((all) => new Set(all.map((one) => one.id)).size === all.length, 'two pages have the same id'),
);

/** `label` is the title as the sidebar shows it: a few words. */
const common = { id, order: v.pipe(v.number(), v.integer()), label: localText, title: localText, summary: localText, minutes, pages };

export const topicSchema = v.strictObject(common);
export const exerciseSchema = v.strictObject({
  ...common,
  /** Name of the file that the learner writes. */
  file: v.pipe(v.string(), v.regex(/^[A-Za-z]\w*\.ts$/, 'must be the name of a .ts file')),
  /** How much it computes; decides which backend `auto` takes (src/runner/pool.ts, WorkSize). */
  work: v.optional(v.picklist(['small', 'large']), 'small'),
  functions: v.pipe(v.array(v.strictObject({ name: nonEmpty, anchor: v.optional(id), summary: localText })), v.minLength(1)),
});

export type TopicItem = v.InferOutput<typeof topicSchema>;
export type ExerciseItem = v.InferOutput<typeof exerciseSchema>;

/** The first fault of `raw` as `field: what is wrong`, or undefined. */
export function fault(schema: typeof topicSchema | typeof exerciseSchema, raw: unknown): string | undefined {
  const result = v.safeParse(schema, raw);
  if (result.success) return undefined;
  const issue = result.issues[0];
  const field = issue.path?.map((part) => String(part.key)).join('.') ?? '';
  return `${field || 'item.json'}: ${issue.message}`;
}
