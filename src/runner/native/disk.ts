import fs from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../../kit/humanError';
import { msg } from '../../kit/l10n';

const MB = 1_000_000;
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

const full = (folder: string) => new HumanError(msg('The disk that holds {folder} is full.', { folder }), msg('Make room there, or set COURSEWORK_NATIVE_DIR to a folder on another disk, and try again.'));

/** @throws HumanError when the disk has not that many bytes left for us */
export async function needSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await fs.statfs(folder).catch(() => ({ bavail: Number.POSITIVE_INFINITY, bsize: 1 }));
  if (bavail * bsize >= bytes) return;
  throw new HumanError(msg('Installing TensorFlow needs {needed} MB in {folder}, where {free} MB are free.', { needed: Math.ceil(bytes / MB), free: Math.floor((bavail * bsize) / MB), folder }), msg('Make room there, or set COURSEWORK_NATIVE_DIR to a folder on another disk, and try again.'));
}

export const isFull = (error: unknown): boolean => FULL.includes((error as NodeJS.ErrnoException).code ?? '');

/** An error of the file system in words for a person, where a person can mend it. */
export function forPerson(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (isFull(error)) return full(folder);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new HumanError(msg('{folder} cannot be written to ({code}).', { folder, code }), msg('Set COURSEWORK_NATIVE_DIR to a folder of yours, and try again.'));
  return error;
}

/** The nearest folder above that is there already. */
export async function existing(folder: string): Promise<string> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (await fs.access(at).then(() => true, () => false)) return at;
    if (at === path.dirname(at)) return at;
  }
}
