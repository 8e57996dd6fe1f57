/**
 * Dawn's binding settles promises in ticks, native functions that it hands to the global `setImmediate`, one
 * at a time, each asking for the next. Caught here, they run from Node's event loop as before, and in
 * `runTicks` without it: that is how a buffer is read while the learner's code waits.
 *
 * What is caught is only what Dawn schedules: the accessor hands out the catcher while Dawn is at work and
 * the common `setImmediate` otherwise, so that nothing of the learner's ever runs out of turn. Promises that
 * Dawn settles meanwhile go on later, in Node's own order.
 */
const immediately = setImmediate;
const now = performance.now.bind(performance);
const sleep = Atomics.wait.bind(Atomics);
const nobody = new Int32Array(new SharedArrayBuffer(4));

let dawnWorks = false;
let tick: (() => void) | undefined;
let scheduled = false;

/** Puts the accessor in place, for good. What the learner's code assigns is what it gets back. */
export function catchTicks(): void {
  let common: unknown = setImmediate;
  Object.defineProperty(globalThis, 'setImmediate', {
    get: () => (dawnWorks ? caught : common),
    set: (value: unknown) => {
      common = value;
    },
    enumerable: true,
    configurable: false,
  });
}

function caught(next: () => void): void {
  tick = next;
  if (scheduled) return;
  scheduled = true;
  immediately(() => {
    scheduled = false;
    runTick();
  });
}

function runTick(): void {
  const next = tick;
  tick = undefined;
  if (next) dawn(next);
}

/** Calls into Dawn. Whatever begins something that Dawn will settle later has to be called through this. */
export function dawn<T>(work: () => T): T {
  const before = dawnWorks;
  dawnWorks = true;
  try {
    return work();
  } finally {
    dawnWorks = before;
  }
}

/** Ticks in a row without a pause; the common read is over by then. */
const EAGER = 100;
/** Length of a pause, in milliseconds; a GPU that is a program needs the processor to get on. */
const PAUSE = 0.2;
/** What one turn may count for, in milliseconds: a computer that slept meanwhile has not waited. */
const MOST = 100;

/**
 * Runs ticks until `settled`, at most for `limit` milliseconds.
 * @returns whether it is settled; where Dawn waits for nothing any more it never will be
 */
export function runTicks(settled: () => boolean, limit: number): boolean {
  let last = now();
  let waited = 0;
  for (let turn = 0; !settled(); turn++) {
    if (!tick || waited > limit) return false;
    if (turn > EAGER) sleep(nobody, 0, 0, PAUSE);
    runTick();
    const time = now();
    waited += time - last < MOST ? time - last : MOST;
    last = time;
  }
  return true;
}
