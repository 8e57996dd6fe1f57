import { HumanError } from '../kit/humanError';
import { msg, translate, type Language } from '../kit/l10n';
import { computeReportText } from '../runner/devices/asText';
import { detect } from '../runner/devices/detect';
import { computeReportIn } from '../runner/devices/report';
import { where } from './installation';

/** How long a process that a driver holds may keep the command from ending, in milliseconds. */
const LAST_WAIT = 500;

/** Measures anew, shows the report, and keeps it for `auto`. */
export async function devicesCommand(language: Language, json: boolean): Promise<void> {
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  const report = await detect(where, { signal: cancel.signal }).catch((error: unknown) => {
    throw cancel.signal.aborted ? new HumanError(msg('Cancelled.')) : error;
  });
  const told = computeReportIn(report, language);
  const text = json ? `${JSON.stringify(told, null, 2)}\n` : computeReportText(told, (message) => translate(message, language));
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  setTimeout(() => process.exit(), LAST_WAIT).unref();
}
