// Builds the host's side: dist/extension.js, dist/house.js, and dist/host/ with what those load later or share.
import * as esbuild from 'esbuild';
import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * Code that is imported with `import()` becomes a file of its own and costs nothing before it is needed; what
 * several files need is shared, so that a class is one class in all of them. esbuild splits ES modules only and
 * VS Code of our oldest version wants CommonJS, so that each file is rewritten after the splitting.
 * @returns the size in bytes of what is read when VS Code starts the extension
 */
export async function buildHost({ outdir, options }) {
  const { format: _, sourcemap, ...rest } = options;
  await fs.rm(path.join(outdir, 'host'), { recursive: true, force: true });
  const { outputFiles, metafile } = await esbuild.build({
    ...rest,
    format: 'esm',
    splitting: true,
    sourcemap: sourcemap ? 'inline' : false,
    entryPoints: ['src/extension.ts', 'src/house.ts'],
    outdir,
    chunkNames: 'host/[name]-[hash]',
    external: ['vscode'],
    write: false,
    metafile: true,
  });
  const sizes = new Map();
  for (const { path: file, text } of outputFiles) {
    const { code, map } = await esbuild.transform(text, { format: 'cjs', platform: 'node', target: rest.target, minify: rest.minify, keepNames: false, supported: { 'dynamic-import': false }, sourcefile: path.basename(file), sourcemap: sourcemap ? 'external' : false, legalComments: 'none' });
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, sourcemap ? `${code}//# sourceMappingURL=${path.basename(file)}.map\n` : code);
    if (sourcemap) await fs.writeFile(`${file}.map`, map);
    sizes.set(file, Buffer.byteLength(code));
  }
  return eager(metafile, rest.absWorkingDir).reduce((sum, file) => sum + sizes.get(file), 0);
}

/** The files that extension.js and house.js come to without an `import()`. */
function eager({ outputs }, root) {
  const seen = new Set();
  const visit = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { path: imported, kind, external } of outputs[file].imports) if (!external && kind === 'import-statement') visit(imported);
  };
  for (const [file, { entryPoint }] of Object.entries(outputs)) if (entryPoint === 'src/extension.ts' || entryPoint === 'src/house.ts') visit(file);
  return [...seen].map((file) => path.resolve(root, file));
}
