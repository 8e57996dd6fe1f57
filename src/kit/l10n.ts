import * as l10n from '@vscode/l10n';

/** The course's languages, in the spelling of VS Code's `env.language`. */
export const LANGUAGES = ['zh-cn', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text that exists in every language. */
export type LocalText = Readonly<Record<Language, string>>;

/**
 * A sentence that is not yet in a language: the English template, which is also its key in
 * content/l10n/bundle.l10n.zh-cn.json, and the values of its `{name}` slots.
 */
export interface Message {
  readonly text: string;
  readonly args?: Readonly<Record<string, string | number>>;
}

/** Marks a literal for translation. A unit test finds every call and holds the bundle equal to them. */
export const msg = (text: string, args?: Message['args']): Message => (args ? { text, args } : { text });

type Bundle = Record<string, string>;
let chinese: Bundle = {};

/** Gives `translate` the Chinese bundle; the file is read by whoever knows where it lies. */
export function useChineseBundle(bundle: Bundle): void {
  chinese = bundle;
}

/**
 * The message in a language. The library holds one language at a time, so it is told which before each
 * use; both languages can then be asked for in one process (a report, a page with a language switch).
 */
export function translate(message: Message, language: Language): string {
  l10n.config({ contents: language === 'zh-cn' ? chinese : {} });
  return message.args ? l10n.t(message.text, { ...message.args }) : l10n.t(message.text);
}

/** The message in every language. */
export const inAllLanguages = (message: Message): LocalText => ({
  'zh-cn': translate(message, 'zh-cn'),
  en: translate(message, 'en'),
});

/** The course language for a locale such as `zh-cn`, `zh-TW`, `en-US` or `zh_CN.UTF-8`. */
export const languageOf = (locale: string | undefined): Language => (/^zh\b|^zh[-_]/i.test(locale ?? '') ? 'zh-cn' : 'en');
