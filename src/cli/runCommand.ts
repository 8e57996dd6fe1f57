import { DATA_DEMOS } from '../grading/dataDemos';
import { LossPrinter } from '../grading/lossPrinter';
import { readSourceForPerson } from '../grading/readSource';
import { GRADERS } from '../grading/registry';
import { run, type Demo } from '../grading/run';
import { HumanError } from '../kit/humanError';
import { msg, translate, type Language } from '../kit/l10n';
import type { BackendChoice } from '../runner/protocol/backends';
import { exerciseNamed, pool } from './installation';
import { ProgressLine } from './progressLine';
import { tellPassedOver } from './tellPassedOver';

export interface RunWishes {
  backend: BackendChoice;
  language: Language;
  /** A folder of the person's own data. */
  data?: string;
  /** Whose results of those in it. */
  user?: string;
}

/** What the learner's code prints and what it found in the person's data goes to stdout, what we say of it to stderr. */
export async function runCommand(exercise: string, file: string, { backend, language, data, user }: RunWishes): Promise<void> {
  const { id, work } = await exerciseNamed(exercise);
  const grader = GRADERS.get(id);
  const demo = demoOnData(id, data, user) ?? grader?.demo;
  const source = await readSourceForPerson(file);
  const runners = pool(backend);
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  const progress = new ProgressLine(language);
  const write = (stream: NodeJS.WriteStream, text: string) => {
    progress.end();
    stream.write(text);
  };
  const tell = (text: string) => write(process.stderr, `${text}\n`);
  const losses = new LossPrinter(tell);
  try {
    const outcome = await run({
      source,
      pool: runners,
      forbid: grader?.forbid ?? [],
      demo,
      signal: cancel.signal,
      work,
      onOutput: (text) => write(process.stdout, text),
      onPassedOver: (passedOver, used) => tellPassedOver(passedOver, used.backend, language),
      say: (message) => tell(translate(message, language)),
      onEpoch: (epoch, epochs, loss) => losses.add(epoch, epochs, loss),
      onResult: (message) => write(process.stdout, `${translate(message, language)}\n`),
      onProgress: (message) => progress.show(message),
    });
    if (outcome.status === 'cancelled') throw new HumanError(msg('Cancelled.'));
    if (outcome.status === 'failed') {
      const { location } = outcome;
      if (location) tell(`${source.file}:${location.line}:${location.column}`);
      throw new HumanError(outcome.why);
    }
  } finally {
    progress.end();
    await runners.dispose();
  }
}

/** @throws HumanError where data is given to an exercise that reads none, or a user without data */
function demoOnData(exercise: string, folder: string | undefined, user: string | undefined): Demo | undefined {
  if (folder === undefined) {
    if (user !== undefined) throw new HumanError(msg('--user needs --data.'), msg('Name the folder with the ratings too.'));
    return undefined;
  }
  const demoOn = DATA_DEMOS.get(exercise);
  if (!demoOn) throw new HumanError(msg('“{exercise}” reads no data of yours.', { exercise }), msg('Leave out --data; it is for: {list}.', { list: [...DATA_DEMOS.keys()].join(', ') }));
  return demoOn({ folder, user });
}
