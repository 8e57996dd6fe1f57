import { LossPrinter } from '../grading/lossPrinter';
import { readSourceForPerson } from '../grading/readSource';
import { GRADERS } from '../grading/registry';
import { run } from '../grading/run';
import { HumanError } from '../kit/humanError';
import { msg, translate, type Language } from '../kit/l10n';
import type { BackendChoice } from '../runner/protocol/backends';
import { exerciseNamed, pool } from './installation';
import { tellPassedOver } from './tellPassedOver';

/** What the learner's code prints goes to stdout, what we say of it to stderr. */
export async function runCommand(exercise: string, file: string, backend: BackendChoice, language: Language): Promise<void> {
  const { id, work } = await exerciseNamed(exercise);
  const grader = GRADERS.get(id);
  const source = await readSourceForPerson(file);
  const runners = pool(backend);
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  const losses = new LossPrinter(tell);
  try {
    const outcome = await run({
      source,
      pool: runners,
      forbid: grader?.forbid ?? [],
      demo: grader?.demo,
      signal: cancel.signal,
      work,
      onOutput: (text) => process.stdout.write(text),
      onPassedOver: (passedOver, used) => tellPassedOver(passedOver, used.backend, language),
      say: (message) => tell(translate(message, language)),
      onEpoch: (epoch, epochs, loss) => losses.add(epoch, epochs, loss),
    });
    if (outcome.status === 'cancelled') throw new HumanError(msg('Cancelled.'));
    if (outcome.status === 'failed') {
      const { location } = outcome;
      if (location) tell(`${source.file}:${location.line}:${location.column}`);
      throw new HumanError(outcome.why);
    }
  } finally {
    await runners.dispose();
  }
}
