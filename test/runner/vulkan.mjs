// A Vulkan that needs no GPU (Mesa's lavapipe), for the tests and the benchmark of the backend `webgpu`.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, '.vulkan');
const LIBRARIES = 'usr/lib/x86_64-linux-gnu';

/** Where Debian and Ubuntu keep packages for amd64, and what their releases are signed with. */
const ARCHIVES = {
  debian: { address: 'http://deb.debian.org/debian', components: 'main', suites: (name) => (name === 'bookworm' ? [name, `${name}-backports`] : [name]), keyring: '/usr/share/keyrings/debian-archive-keyring.gpg' },
  ubuntu: { address: 'http://archive.ubuntu.com/ubuntu', components: 'main universe', suites: (name) => [name, `${name}-updates`], keyring: '/usr/share/keyrings/ubuntu-archive-keyring.gpg' },
};

/**
 * The variables with which a process finds an adapter, `{}` where the system has one itself; or why there is
 * none here. Debian 12's own Mesa (22.3) is too old for Dawn; what is newer is unpacked into `.vulkan/` of
 * the clone, without a change to the system.
 * @returns {Promise<{ env: Record<string, string> } | { why: string }>}
 */
export async function softwareVulkan() {
  if (await hasAdapter({})) return { env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { why: `no Vulkan adapter, and Mesa is fetched on Linux x64 only (this is ${process.platform} ${process.arch})` };
  const env = { VK_ICD_FILENAMES: path.join(folder, 'lavapipe.json'), LD_LIBRARY_PATH: path.join(folder, 'root', LIBRARIES) };
  try {
    if (!(await exists(env.VK_ICD_FILENAMES))) await fetchMesa();
    // The folder may have moved with the clone.
    await fs.writeFile(env.VK_ICD_FILENAMES, JSON.stringify({ file_format_version: '1.0.0', ICD: { api_version: '1.4.0', library_path: path.join(env.LD_LIBRARY_PATH, 'libvulkan_lvp.so') } }));
  } catch (error) {
    return { why: `no Vulkan adapter, and Mesa could not be fetched: ${String(error.stderr || error.message).trim().split('\n').at(-1)}` };
  }
  return (await hasAdapter(env)) ? { env } : { why: 'no Vulkan adapter, not even with the Mesa in .vulkan/' };
}

const exists = (file) => fs.access(file).then(() => true, () => false);

/** Asks Dawn in a process of its own: a driver may end it. */
async function hasAdapter(env) {
  const dawn = path.join(path.dirname(createRequire(import.meta.url).resolve('webgpu')), 'dist', `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`, 'dawn.node');
  const ask = `const module = { exports: {} }; process.dlopen(module, ${JSON.stringify(dawn)}); module.exports.create([]).requestAdapter().then((adapter) => process.exit(adapter ? 0 : 1))`;
  return run(process.execPath, ['-e', ask], { env: { ...process.env, ...env }, timeout: 20_000 }).then(() => true, () => false);
}

/** Downloads Mesa's Vulkan drivers and the libraries that the system lacks for them, and unpacks them. */
async function fetchMesa() {
  const release = await fs.readFile('/etc/os-release', 'utf8').catch(() => '');
  const field = (name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1];
  const archive = ARCHIVES[field('ID')];
  const name = field('VERSION_CODENAME');
  if (!archive || !name) throw new Error('Mesa is fetched on Debian and Ubuntu only');
  const work = `${folder}.${process.pid}`;
  try {
    for (const each of ['apt/lists/partial', 'apt/cache/archives/partial', 'root']) await fs.mkdir(path.join(work, each), { recursive: true });
    const suites = archive.suites(name);
    await fs.writeFile(path.join(work, 'apt/sources.list'), suites.map((suite) => `deb [arch=amd64 signed-by=${archive.keyring}] ${archive.address} ${suite} ${archive.components}\n`).join(''));
    // The system's own lists, cache and locks stay as they are; what is installed is read from its status file.
    const settings = Object.entries({ 'Dir::Etc::SourceList': 'sources.list', 'Dir::Etc::SourceParts': '/dev/null', 'Dir::State::Lists': 'lists', 'Dir::Cache': 'cache' }).flatMap(([key, value]) => ['-o', `${key}=${path.resolve(work, 'apt', value)}`]);
    const apt = (...words) => run('apt-get', ['-qq', ...settings, '-o', 'Debug::NoLocking=true', '-o', 'APT::Sandbox::User=', '-o', 'Acquire::Languages=none', '-o', 'Acquire::Retries=2', ...words], { timeout: 300_000, maxBuffer: 2 ** 26 });
    await apt('update');
    const newest = suites.at(-1);
    await apt('install', '--yes', '--download-only', '--no-install-recommends', 'libvulkan1', `mesa-vulkan-drivers/${newest}`);
    const archives = path.join(work, 'apt/cache/archives');
    for (const file of await fs.readdir(archives)) if (file.endsWith('.deb')) await run('dpkg-deb', ['--extract', path.join(archives, file), path.join(work, 'root')]);
    await fs.rm(path.join(work, 'apt'), { recursive: true });
    await fs.rm(folder, { recursive: true, force: true });
    await fs.rename(work, folder);
  } finally {
    await fs.rm(work, { recursive: true, force: true });
  }
}
