import type { Console } from 'node:console';
import inspector from 'node:inspector';
import { describeForDebugger } from './describeForDebugger';

/** Those that say something; `time`, `count` and their kin print through `log`. */
const PRINTS = ['log', 'info', 'debug', 'warn', 'error', 'dir', 'table', 'trace', 'assert', 'group', 'groupCollapsed', 'groupEnd'] as const;

/**
 * Opens the inspector at a free port of this machine and waits until a debugger has attached and set its
 * breakpoints, so that the learner's first line can be one. In one go, and not by `--inspect`: nobody can attach
 * before this process waits, and a process that is started for debugging starts like any other. The address goes
 * to stderr, by Node, from where the host takes it (src/runner/inspectorWords.ts).
 */
export function waitForDebugger(): void {
  describeForDebugger();
  printToDebugger(console);
  inspector.open(0, '127.0.0.1', true);
}

/** The learner's console is one of our own (guard.ts), which V8 knows nothing of: what it prints goes to the debug console too, where a tensor can be opened. */
function printToDebugger(learners: Console): void {
  for (const name of PRINTS) {
    const print = learners[name].bind(learners) as (...values: unknown[]) => void;
    const show = inspector.console[name] as (...values: unknown[]) => void;
    learners[name] = (...values: unknown[]) => {
      show(...values);
      print(...values);
    };
  }
}
