import fs from 'node:fs';
import path from 'node:path';

let compiling: Promise<unknown> | undefined;
let compiled: WebAssembly.Module | undefined;

/** Compiles the type stripper's WebAssembly module (2.8 MB): on V8's own threads, while this one does other things. */
export function compileStripper(): Promise<unknown> {
  compiling ??= WebAssembly.compile(fs.readFileSync(path.join(__dirname, 'amaro.wasm'))).then((module) => (compiled = module));
  compiling.catch(() => {}); // it is heard where it is waited for
  return compiling;
}

/** Taken by amaro, at its load (src/runner/bundle.mjs). */
export const stripperModule = (): WebAssembly.Module => compiled!;
