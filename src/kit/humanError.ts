import { translate, type Language, type Message } from './l10n';

/**
 * A failure that a person caused or can mend: one sentence and its remedy, shown without a stack.
 * Everything else that is thrown is a bug and is logged with its stack.
 */
export class HumanError extends Error {
  override readonly name = 'HumanError';

  constructor(
    readonly sentence: Message,
    readonly remedy?: Message,
  ) {
    super(sentence.text.replace(/\{(\w+)\}/g, (slot, name: string) => String(sentence.args?.[name] ?? slot)));
  }

  in(language: Language): string {
    return this.remedy ? `${translate(this.sentence, language)} ${translate(this.remedy, language)}` : translate(this.sentence, language);
  }
}
