import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import type { run } from './main';

/** What dist/runner/main.js exports. */
export interface Main {
  run: typeof run;
}

type Wrapper = (exports: unknown, require: NodeRequire, module: { exports: unknown }, filename: string, dirname: string) => void;

/**
 * The bundle of the runner, compiled. Its file is one function expression around a CommonJS module
 * (src/runner/bundle.mjs), so that places in it are places in the file.
 * @param code what V8 made of the same bundle in an earlier process
 */
export function bundle(code?: Buffer): { script: vm.Script; main: () => Main } {
  const filename = path.join(__dirname, 'main.js');
  // ASCII, which V8 takes as it lies in the file.
  const script = new vm.Script(fs.readFileSync(filename, 'latin1'), { filename, cachedData: code });
  const main = () => {
    const module = { exports: {} };
    (script.runInThisContext() as Wrapper)(module.exports, require, module, filename, __dirname);
    return module.exports as Main;
  };
  return { script, main };
}
