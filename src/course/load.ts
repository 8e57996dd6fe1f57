import fs from 'node:fs/promises';
import path from 'node:path';
import { LANGUAGES } from '../kit/l10n';
import { SECTIONS, sectionTitle, type Course, type CourseProblem, type Page, type SectionId, type Topic } from './course';
import { exerciseSchema, fault, topicSchema, type ExerciseItem, type TopicItem } from './schema';

/** Full marks of every exercise (design.md). */
const MAX_SCORE = 100;

/**
 * Reads the course from a content folder. A bad folder is left out and named in `problems`; the rest loads.
 * `extension` is that of the pages: `md` in the sources, `json` as built.
 */
export async function loadCourse(root: string, extension: 'md' | 'json' = 'json'): Promise<Course> {
  const problems: CourseProblem[] = [];
  const sections = await Promise.all(
    SECTIONS.map(async (id) => {
      const entries = await fs.readdir(path.join(root, id), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
        problems.push({ file: id, fault: error.code === 'ENOENT' ? 'the folder is missing' : error.message });
        return [];
      });
      const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
      const topics = await Promise.all(names.sort().map((name) => loadTopic(root, id, name, extension, problems)));
      const found = topics.filter((topic) => topic !== undefined).sort((a, b) => a.order - b.order);
      return { id, title: sectionTitle(id), topics: found.map(({ topic }) => topic) };
    }),
  );
  problems.sort((a, b) => a.file.localeCompare(b.file));
  const topics = sections.flatMap((section) => section.topics);
  return {
    sections,
    pages: topics.flatMap((topic): Page[] => [topic, ...topic.pages]),
    exercises: topics.flatMap((topic) => topic.exercise ?? []),
    problems,
  };
}

async function loadTopic(root: string, section: SectionId, name: string, extension: string, problems: CourseProblem[]): Promise<{ topic: Topic; order: number } | undefined> {
  const folder = path.join(root, section, name);
  const relative = (file: string) => path.posix.join(section, name, file);
  const refuse = (file: string, why: string) => void problems.push({ file: relative(file), fault: why });

  let raw: unknown;
  try {
    raw = JSON.parse(await fs.readFile(path.join(folder, 'item.json'), 'utf8'));
  } catch (error) {
    return void refuse('item.json', (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'the file is missing' : `not valid JSON: ${(error as Error).message}`);
  }
  const schema = section === 'exercises' ? exerciseSchema : topicSchema;
  const problem = fault(schema, raw);
  if (problem) return void refuse('item.json', problem);
  const item = raw as TopicItem & Partial<ExerciseItem>;
  if (item.id !== name) return void refuse('item.json', `id: is “${item.id}” but the folder is “${name}”`);

  const files = LANGUAGES.flatMap((language) => [`${language}.${extension}`, ...item.pages.map((page) => `pages/${page.id}.${language}.${extension}`)]);
  if (section === 'exercises') files.push(...LANGUAGES.flatMap((language) => [`starter.${language}.ts`, `readme.${language}.md`]));
  for (const file of files) {
    const exists = await fs.access(path.join(folder, file)).then(
      () => true,
      () => false,
    );
    if (!exists) return void refuse(file, 'the file is missing');
  }

  const topic: Topic = { id: `${section}/${name}`, section, label: item.label, title: item.title, summary: item.summary, minutes: item.minutes, path: path.join(folder, ''), pages: [] };
  topic.pages = item.pages.map((page) => ({ ...page, label: page.title, id: `${topic.id}/${page.id}`, section, path: path.join(folder, 'pages', page.id), parent: topic }));
  if (section === 'exercises') topic.exercise = { id: name, file: item.file!, functions: item.functions!, title: item.title, maxScore: MAX_SCORE, work: item.work ?? 'small', folder, pageId: topic.id };
  return { topic, order: item.order };
}

/** Path of a page's text in a language. */
export const pageFile = (page: Page, language: (typeof LANGUAGES)[number], extension: 'md' | 'json' = 'json'): string =>
  page.parent ? `${page.path}.${language}.${extension}` : path.join(page.path, `${language}.${extension}`);
