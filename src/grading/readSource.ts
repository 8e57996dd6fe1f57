import fs from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../kit/humanError';
import { msg } from '../kit/l10n';
import { MAX_SOURCE_BYTES, readSource, SourceError, type Source } from '../runner/sources';

/** Reads a learner's file; what is wrong with it becomes a sentence. The path becomes absolute. */
export async function readSourceForPerson(file: string): Promise<Source> {
  const absolute = path.resolve(file);
  try {
    return await readSource(await fs.realpath(absolute).catch(() => absolute));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new HumanError(...sentence(error, absolute));
  }
}

function sentence({ problem }: SourceError, file: string): ConstructorParameters<typeof HumanError> {
  switch (problem) {
    case 'missing':
      return [msg('There is no file {file}.', { file }), msg('Was it renamed or deleted?')];
    case 'notAFile':
      return [msg('{file} is not a file.', { file }), msg('Name the TypeScript file of the exercise.')];
    case 'tooLarge':
      return [msg('{file} is larger than {size} MB.', { file, size: MAX_SOURCE_BYTES / 1e6 }), msg('Is it the right file?')];
    case 'notUtf8':
      return [msg('{file} is not text in UTF-8.', { file }), msg('Save it again with encoding UTF-8.')];
    case 'unreadable':
    case 'notCode':
    case 'outside':
      return [msg('{file} cannot be read.', { file }), msg('Check its permissions.')];
  }
}
