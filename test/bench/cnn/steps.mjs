/** The time of a training step, of all contestants in turn. */
import { contestants } from './contestants.mjs';

const BATCHES = [32, 128];
const ROUNDS = 8;
/** Who needs more than this for a step, in milliseconds, takes part in the first rounds only. */
const SLOW_STEP = 500;
const SLOW_ROUNDS = 2;
/** Steps of one turn: as many as fit in this time, in milliseconds. */
const TURN = 400;
const MOST_STEPS = 12;
const WARM_UP_STEPS = 12;

/** @returns a row per contestant and batch: { contestant, batch, best, median, steps, way } in ms, or { …, notRun } */
export async function trainingSteps(built, options, say) {
  const rows = [];
  const running = [];
  try {
    for (const one of contestants(built, options)) {
      const started = await attempt(one.start);
      if (started.notRun) {
        rows.push({ contestant: one.name, notRun: started.notRun });
        continue;
      }
      say(`${one.name}: ${started.about}`);
      running.push({ ...one, ...started, ms: new Map() });
    }
    for (const one of running) for (const batch of BATCHES) await firstSteps(one, batch);
    // In turn, so that a busy moment of the machine meets all of them.
    for (let round = 0; round < ROUNDS; round++) {
      for (const batch of BATCHES) {
        for (const one of running) {
          const seen = one.ms.get(batch);
          if (one.only || seen.notRun) continue;
          const step = Math.min(...Object.values(seen).flat());
          if (step > SLOW_STEP && round >= SLOW_ROUNDS) continue;
          await turn(one, batch, Math.max(1, Math.min(MOST_STEPS, Math.round(TURN / step))));
        }
      }
    }
    return [...running.flatMap((one) => BATCHES.map((batch) => rowOf(one, batch))), ...rows];
  } finally {
    for (const { stop } of running) await stop();
  }
}

const attempt = async (start) => {
  try {
    return await start();
  } catch (error) {
    return { notRun: error.message };
  }
};

/** Compiles, allocates, fills caches. What they take is not measured, but tells how many steps fit into a turn. */
async function firstSteps(one, batch) {
  if (one.only) {
    one.ms.set(batch, one.only.batch === batch ? await one.steps(batch, one.only.steps) : { notRun: one.only.notRun });
    return;
  }
  const seen = await attempt(async () => {
    const first = await one.steps(batch, 2);
    return Math.min(...Object.values(first).flat()) > SLOW_STEP ? first : await one.steps(batch, WARM_UP_STEPS);
  });
  one.ms.set(batch, seen);
  one.warm = new Set([...(one.warm ?? []), batch]);
}

async function turn(one, batch, count) {
  // The first step of a turn finds caches and threads that the others have used.
  const times = await one.steps(batch, count + 1);
  const seen = one.ms.get(batch);
  const fresh = one.warm.delete(batch);
  for (const [way, list] of Object.entries(times)) seen[way] = [...(fresh ? [] : seen[way]), ...list.slice(1)];
}

function rowOf({ name, ms }, batch) {
  const seen = ms.get(batch);
  if (seen.notRun) return { contestant: name, batch, notRun: seen.notRun };
  const rows = Object.entries(seen).map(([way, list]) => {
    const sorted = [...list].sort((a, b) => a - b);
    return { contestant: name, batch, best: sorted[0], median: sorted[sorted.length >> 1], steps: list.length, way };
  });
  // Of several ways to do a step, the fastest is the contestant's.
  return rows.sort((a, b) => a.best - b.best)[0];
}
