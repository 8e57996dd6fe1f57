import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { HumanError } from '../kit/humanError';
import { LANGUAGES, languageOf, msg, type Language } from '../kit/l10n';
import { BACKEND_CHOICES, type BackendChoice } from '../runner/protocol/backends';
import { devicesCommand } from './devicesCommand';
import type { Shard } from './gradeAll/submissions';
import { gradeAllCommand, mergeCommand } from './gradeAllCommand';
import { gradeCommand } from './gradeCommand';
import { listCommand } from './listCommand';
import { loadChineseBundle, version } from './installation';
import { nativeCommand } from './nativeCommand';
import { runCommand } from './runCommand';
import { SANDBOX_CHOICES, type SandboxChoice } from './sandbox';
import { scaffoldCommand } from './scaffoldCommand';

/** The contract's exit codes. */
const EXIT = { ok: 0, lessThanFull: 1, badUsage: 2, ourFailure: 3 } as const;

let language: Language = languageOf(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG);

const languageOption = new Option('--lang <language>', 'language of texts and messages').choices([...LANGUAGES]);
const sandboxOption = (otherwise: SandboxChoice) => new Option('--sandbox <choice>', 'a fence of the operating system around submissions: take what there is, insist, or none').choices([...SANDBOX_CHOICES]).default(otherwise);
const backendOption = new Option('--backend <backend>', 'what computes').choices([...BACKEND_CHOICES]).default('auto');

function seed(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 2 ** 31 - 1) throw new InvalidArgumentError('a whole number from 1 to 2147483647 is asked.');
  return number;
}

function shard(text: string): Shard {
  const [, index, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || index < 1 || index > of || of > 10_000) throw new InvalidArgumentError('i/n is asked, with i from 1 to n.');
  return { index, of };
}

function jobs(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 256) throw new InvalidArgumentError('a whole number from 1 to 256 is asked.');
  return number;
}

const program = new Command('coursework')
  .description('AI Coursework on the command line: scaffold, run and grade the exercises.')
  .version(version())
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

let exitCode: number = EXIT.ok;

program
  .command('list')
  .description('list the exercises')
  .option('--json', 'one JSON document on stdout')
  .addOption(languageOption)
  .action(async (o: { json?: boolean; lang?: Language }) => {
    await listCommand((language = o.lang ?? language), o.json ?? false);
  });

program
  .command('scaffold')
  .description('write the files of an exercise into a folder')
  .argument('<exercise>')
  .argument('<dir>')
  .addOption(languageOption)
  .option('--force', 'replace files that are there; a copy of each is kept')
  .action(async (exercise: string, dir: string, o: { lang?: Language; force?: boolean }) => {
    await scaffoldCommand(exercise, dir, (language = o.lang ?? language), o.force ?? false);
  });

program
  .command('run')
  .description('run an exercise file and show what it prints')
  .argument('<exercise>')
  .argument('<file>')
  .option('--data <folder>', 'recommender: a folder with MovieLens’ ratings.csv and movies.csv, for example ml-latest-small from grouplens.org/datasets/movielens')
  .option('--user <id>', 'recommender: whom of --data to recommend to')
  .addOption(backendOption)
  .addOption(languageOption)
  .action(async (exercise: string, file: string, o: { backend: BackendChoice; lang?: Language; data?: string; user?: string }) => {
    await runCommand(exercise, file, { ...o, language: (language = o.lang ?? language) });
  });

program
  .command('grade')
  .description('grade an exercise file')
  .argument('<exercise>')
  .argument('<file>')
  .option('--json', 'one JSON document on stdout; the prints of the file go to stderr')
  .addOption(backendOption)
  .addOption(languageOption)
  .addOption(sandboxOption('off'))
  .option('--seed <n>', 'grading seed, 1 or more', seed, 1)
  .action(async (exercise: string, file: string, o: { json?: boolean; backend: BackendChoice; lang?: Language; seed: number; sandbox: SandboxChoice }) => {
    language = o.lang ?? language;
    const passed = await gradeCommand(exercise, file, { ...o, language, json: o.json ?? false });
    if (!passed) exitCode = EXIT.lessThanFull;
  });

program
  .command('grade-all')
  .description('grade a class: every file or folder in a folder')
  .argument('<exercise>')
  .argument('<dir>')
  .requiredOption('--out <dir>', 'folder for results, journal and summary')
  .option('--jobs <n>', 'submissions at a time (default: one for each core)', jobs)
  .option('--shard <i/n>', 'grade only the i-th of n parts', shard)
  .option('--resume', 'go on with what lies in the results folder')
  .option('--junit <file>', 'write JUnit XML')
  .option('--csv <file>', 'write a table for spreadsheets')
  .option('--json', 'the summary as one JSON document on stdout')
  .addOption(new Option('--backend <backend>', 'what computes; auto is the same on every machine here: cpu, or wasm for cnn').choices([...BACKEND_CHOICES]).default('auto'))
  .addOption(languageOption)
  .addOption(sandboxOption('auto'))
  .option('--seed <n>', 'grading seed, 1 or more', seed, 1)
  .action(async (exercise: string, dir: string, o: { out: string; jobs?: number; shard?: Shard; resume?: boolean; junit?: string; csv?: string; json?: boolean; backend: BackendChoice; lang?: Language; seed: number; sandbox: SandboxChoice }) => {
    language = o.lang ?? language;
    const complete = await gradeAllCommand(exercise, dir, { ...o, language, resume: o.resume ?? false, json: o.json ?? false });
    if (!complete) exitCode = EXIT.ourFailure;
  });

program
  .command('merge-results')
  .description('put the results of shards together')
  .argument('<exercise>')
  .argument('<dirs...>', 'folders that grade-all --out wrote')
  .requiredOption('--out <dir>', 'folder for the summary')
  .option('--junit <file>', 'write JUnit XML')
  .option('--csv <file>', 'write a table for spreadsheets')
  .option('--json', 'the summary as one JSON document on stdout')
  .addOption(languageOption)
  .action(async (exercise: string, dirs: string[], o: { out: string; junit?: string; csv?: string; json?: boolean; lang?: Language }) => {
    await mergeCommand(exercise, dirs, { ...o, language: (language = o.lang ?? language), json: o.json ?? false });
  });

program
  .command('devices')
  .description('find GPUs and measure the backends; `auto` then takes the fastest')
  .option('--json', 'one JSON document on stdout')
  .addOption(languageOption)
  .action(async (o: { json?: boolean; lang?: Language }) => {
    await devicesCommand((language = o.lang ?? language), o.json ?? false);
  });

program
  .command('native')
  .description('install TensorFlow’s native library, for the backend tensorflow')
  .option('--force', 'install anew over what is there')
  .option('--to <dir>', 'folder to install into (default: your cache folder, or COURSEWORK_NATIVE_DIR)')
  .option('--json', 'one JSON document on stdout')
  .addOption(languageOption)
  .action(async (o: { force?: boolean; to?: string; json?: boolean; lang?: Language }) => {
    await nativeCommand({ force: o.force ?? false, json: o.json ?? false, to: o.to, language: (language = o.lang ?? language) });
  });

async function main(): Promise<void> {
  await loadChineseBundle();
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.badUsage;
    else if (error instanceof HumanError) {
      process.stderr.write(`${error.in(language)}\n`);
      exitCode = EXIT.badUsage;
    } else {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.stderr.write(`${new HumanError(msg('This is a fault of AI Coursework, not of your file.')).in(language)}\n`);
      exitCode = EXIT.ourFailure;
    }
  }
  // Not process.exit: what still stands in the pipe of stdout must be written.
  process.exitCode = exitCode;
}

void main();
