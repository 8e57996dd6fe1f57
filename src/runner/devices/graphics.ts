/**
 * A process of its own, dist/graphics.js, that prints what `systeminformation` knows of the GPUs, as JSON.
 * The package asks other programs, some of them in ways that block the whole process; so it never runs in the
 * extension host, and whoever started it ends it when it takes too long.
 */
import childProcess from 'node:child_process';

async function main(): Promise<void> {
  // It would wait for nvidia-smi without a limit; we ask that one ourselves (gpuProbes.ts).
  childProcess.execFileSync = () => {
    throw new Error('asked elsewhere');
  };
  const { graphics } = await import('systeminformation/lib/graphics.js');
  const { controllers } = await graphics();
  process.stdout.write(JSON.stringify(controllers));
}

void main();
