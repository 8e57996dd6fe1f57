import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * katex.css offers every font in three formats. The page runs in Chromium only, which takes the first,
 * so the other two (800 KB) are taken out before esbuild sees them.
 */
const onlyWoff2 = {
  name: 'only-woff2',
  setup(esbuild) {
    esbuild.onLoad({ filter: /[\\/]katex[\\/]dist[\\/]katex\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\("[^"]*"\)/g, ''),
      loader: 'css',
    }));
  },
};

/**
 * Options for esbuild: `page.js`, `page.css` and the fonts beside them, `compute.js` and
 * `compute.css`, `microscope.js` and `microscope.css`. `math.css` (the classes of the
 * formulas) is written by whoever renders the course, from `mathStyles()`.
 * @param {{ production: boolean, outdir: string }} target
 * @returns {import('esbuild').BuildOptions}
 */
export const webviewOptions = ({ production, outdir }) => ({
  absWorkingDir: root,
  entryPoints: { page: 'webview/page/main.ts', compute: 'webview/compute/main.ts', microscope: 'webview/microscope/main.ts' },
  outdir,
  bundle: true,
  format: 'iife',
  platform: 'browser',
  // Electron of the oldest VS Code that the extension supports (engines.vscode).
  target: 'chrome134',
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  loader: { '.woff2': 'file' },
  assetNames: '[name]',
  plugins: [onlyWoff2],
  logLevel: 'warning',
});

/** @param {{ production: boolean, outdir: string }} target */
export const buildWebview = (target) => build({ ...webviewOptions(target), metafile: true });
