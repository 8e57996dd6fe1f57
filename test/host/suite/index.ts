/**
 * What VS Code loads as `extensionTestsPath`: runs every test file beside it in mocha and writes the outcomes to
 * the file that COURSEWORK_RESULTS names, because what a test prints mixes with VS Code's own output.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Outcome, Progress } from './outcome';
import type { MaybeSkipped } from './skip';

const testFiles = (): string[] =>
  fs.readdirSync(__dirname).filter(name => name.endsWith('.test.js')).sort().map(name => path.join(__dirname, name));

const describeError = (error: Error): string => error.stack ?? error.message;

function tell(progress: Progress): void {
  const file = process.env['COURSEWORK_RESULTS'];
  if (file) fs.writeFileSync(file, JSON.stringify(progress));
}

/** The runner outside prints. */
class Silent {}

export async function run(): Promise<void> {
  // First of all, because the extension activates once. A failure is for the tests to tell.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: Silent as unknown as Mocha.ReporterConstructor, grep: process.env['COURSEWORK_HOST_GREP'], forbidOnly: process.env['CI'] === 'true' });
  for (const file of testFiles()) mocha.addFile(file);
  const outcomes: Outcome[] = [];
  const record = (outcome: Outcome): void => {
    outcomes.push(outcome);
    tell({ outcomes });
  };
  tell({ running: 'loading the test files', outcomes });
  try {
    await mocha.loadFilesAsync();
    await new Promise<void>(resolve => {
      const runner = mocha.run(() => resolve());
      runner.on('test', test => tell({ running: test.fullTitle(), outcomes }));
      runner.on('pass', test => record({ title: test.fullTitle(), state: 'passed', ms: test.duration ?? 0 }));
      runner.on('fail', (test, error: Error) => record({ title: test.fullTitle(), state: 'failed', error: describeError(error) }));
      runner.on('pending', (test: MaybeSkipped) => record({ title: test.fullTitle(), state: 'skipped', reason: test.skipReason ?? '' }));
    });
  } catch (error) {
    record({ title: 'test files load', state: 'failed', error: describeError(error as Error) });
  }
  if (outcomes.some(({ state }) => state === 'failed')) throw new Error('tests failed');
}
