// A host that starts a runner on argv's Node with argv's file and prints the runner's process id.
import { Runner } from '../../../src/runner/runner';

const [script, execPath, text] = process.argv.slice(2) as [string, string, string];
const { runner } = await Runner.start({ script, backend: 'cpu', heapMb: 256, execPath });
void runner.load({ file: '/loop.ts', text, bytes: new Uint8Array() }, [], 600_000);
setTimeout(() => console.log(runner.pid), 500);
