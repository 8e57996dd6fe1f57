import { translate, type Language } from '../kit/l10n';
import type { Backend, PassedOver } from '../runner/protocol/backends';
import { notUsedSentences } from '../runner/whyNot';

/** On stderr, so that a report on stdout stays what it is. */
export function tellPassedOver(passedOver: PassedOver, used: Backend, language: Language): void {
  process.stderr.write(`${notUsedSentences(passedOver, used).map((message) => translate(message, language)).join(' ')}\n`);
}
