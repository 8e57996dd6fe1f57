/** The Python environments of the others, under out/python (not in the repository, and not looked at by the linter). */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ENVIRONMENTS = fileURLToPath(new URL('../../out/python', import.meta.url));

/** What stands in the environment when it is complete: an installation that was cut off has no such file. */
const stampOf = (name) => path.join(ENVIRONMENTS, name, 'requirements.txt');
const pythonOf = (name) => path.join(ENVIRONMENTS, name, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/**
 * @param {{name: string, requirements: string, make: boolean, afterwards?: string}} wanted `requirements`: a file with
 *   every package pinned; `make`: download what is missing; `afterwards`: a script for the new environment's Python
 * @returns {{python: string} | {notRun: string}}
 */
export function pythonWith({ name, requirements, make, afterwards }) {
  const wanted = fs.readFileSync(requirements, 'utf8');
  if (fs.existsSync(stampOf(name)) && fs.readFileSync(stampOf(name), 'utf8') === wanted) return { python: pythonOf(name) };
  if (!make) return { notRun: `its Python packages are not here; --python installs them under out/python` };
  console.error(`installing ${name} under out/python …`);
  const steps = [
    [process.env.PYTHON ?? 'python3', ['-m', 'venv', '--clear', path.join(ENVIRONMENTS, name)]],
    [pythonOf(name), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-cache-dir', '--no-deps', '-r', requirements]],
    ...(afterwards ? [[pythonOf(name), [afterwards]]] : []),
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0) return { notRun: error?.message ?? stderr.trim().split('\n').at(-1) };
  }
  fs.writeFileSync(stampOf(name), wanted);
  return { python: pythonOf(name) };
}
