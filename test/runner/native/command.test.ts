import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
let store: string;
beforeEach(async () => void (store = await fs.mkdtemp(path.join(os.tmpdir(), 'coursework-command-'))));
afterEach(() => fs.rm(store, { recursive: true, force: true }));

/** The command behind a proxy that nobody listens at: no network. */
const native = (...args: string[]) =>
  promisify(execFile)(process.execPath, [CLI, 'native', '--to', store, ...args], { env: { ...process.env, LIBTENSORFLOW: '', PIP_CONFIG_FILE: os.devNull, PIP_INDEX_URL: '', PIP_FIND_LINKS: '', HTTPS_PROXY: 'http://127.0.0.1:1', https_proxy: '', NO_PROXY: '' } }).then(
    (out) => ({ code: 0, ...out }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

it.for([
  ['en', /^pypi\.org cannot be reached \(.*ECONNREFUSED.*\)\. Check the network and the proxy \(HTTPS_PROXY, NO_PROXY\), then try again\.$/],
  ['zh-cn', /^无法连接 pypi\.org（.*ECONNREFUSED.*）。 ?请检查网络和代理（HTTPS_PROXY、NO_PROXY），然后重试。$/],
] as const)('without a network the command says so in a sentence: %s', async ([language, sentence]) => {
  const { code, stdout, stderr } = await native('--lang', language, '--json');
  expect(stderr.trim().split('\n').at(-1)).toMatch(sentence);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});
