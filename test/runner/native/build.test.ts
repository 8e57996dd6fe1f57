import { createRequire } from 'node:module';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { buildBinding } from '../../../src/runner/native/build';
import { BINDING } from '../../../src/runner/native/layout';
import { folderOf } from '../process/harness';

const require = createRequire(import.meta.url);

/** As tfjs-node's own build file has it, with a small module instead of its sources, and no library to link with. */
const GYP = `{
  'variables': { 'tensorflow_include_dir': '<(module_root_dir)/deps/include' },
  'targets': [
    { 'target_name': 'tfjs_binding', 'sources': ['binding/small.cc'], 'include_dirs': ['..', '<(tensorflow_include_dir)'] },
    { 'target_name': 'action_after_build', 'type': 'none', 'dependencies': ['<(module_name)'], 'copies': [{ 'files': ['<(PRODUCT_DIR)/<(module_name).node'], 'destination': '<(module_path)' }] },
  ],
  'defines': ['NAPI_VERSION=<(napi_build_version)'],
}`;
const SMALL = `#include <node_api.h>
#include "tensorflow/c/c_api.h"
static napi_value init(napi_env env, napi_value exports) {
  napi_value answer;
  napi_create_int32(env, ANSWER, &answer);
  napi_set_named_property(env, exports, "answer", answer);
  return exports;
}
NAPI_MODULE(NODE_GYP_MODULE_NAME, init)
`;

it('compiles in a folder whose path has spaces and Chinese characters, and leaves nothing but the binding', { timeout: 120_000 }, async () => {
  const tfjsNode = 'node_modules/@tensorflow/tfjs-node';
  const folder = await folderOf({
    'package.json': '{}',
    [`${tfjsNode}/package.json`]: '{ "name": "@tensorflow/tfjs-node", "version": "0.0.0" }',
    [`${tfjsNode}/binding.gyp`]: GYP,
    [`${tfjsNode}/binding/small.cc`]: SMALL,
    'runtime/deps/include/tensorflow/c/c_api.h': '#define ANSWER 42\n',
  });
  expect(folder).toMatch(/ .*学/);
  await fs.symlink(path.join(fileURLToPath(new URL('../../..', import.meta.url)), 'node_modules/node-gyp'), path.join(folder, 'node_modules/node-gyp'), 'junction');
  const dir = path.join(folder, 'runtime');
  const http = { get: () => Promise.reject(new Error('no network')) } as never;
  await buildBinding({ root: folder, dir, http, env: process.env, onLine: () => {} });
  expect((require(path.join(dir, BINDING)) as { answer: number }).answer).toBe(42);
  expect((await fs.readdir(dir)).sort()).toEqual(['deps', 'lib']);
});
