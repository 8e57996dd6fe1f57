import os from 'node:os';
import path from 'node:path';

/** Where the system keeps a user's files that can be made again; ours lie in `ai-coursework` there. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform, home = os.homedir()): string {
  if (platform === 'darwin') return path.join(home, 'Library/Caches/ai-coursework');
  if (platform === 'win32') return path.join(env.LOCALAPPDATA || path.join(home, 'AppData/Local'), 'ai-coursework');
  return path.join(env.XDG_CACHE_HOME || path.join(home, '.cache'), 'ai-coursework');
}

/** The same for what is small; `COURSEWORK_STATE_DIR` puts it elsewhere, for tests. */
export const stateFolder = (env: NodeJS.ProcessEnv = process.env, platform = process.platform, home = os.homedir()): string =>
  env.COURSEWORK_STATE_DIR ? path.join(env.COURSEWORK_STATE_DIR, 'ai-coursework') : cacheFolder(env, platform, home);
