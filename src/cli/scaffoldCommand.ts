import path from 'node:path';
import { conflicts, scaffold } from '../course/scaffold';
import { HumanError } from '../kit/humanError';
import { msg, translate, type Language } from '../kit/l10n';
import { exerciseNamed, typesFile } from './installation';

export async function scaffoldCommand(id: string, dir: string, language: Language, force: boolean): Promise<void> {
  const exercise = await exerciseNamed(id);
  const folder = path.resolve(dir);
  if (!force) {
    const there = await conflicts(exercise, folder, language);
    if (there.length) throw new HumanError(msg('These files are there already: {files}.', { files: there.map((file) => path.basename(file)).join(', ') }), msg('Choose another folder, or add --force: a copy of each is kept.'));
  }
  const { file, backups } = await scaffold(exercise, folder, language, typesFile, 'everything');
  process.stdout.write(`${file}\n`);
  for (const backup of backups) process.stderr.write(`${translate(msg('The old file is kept as {file}.', { file: backup }), language)}\n`);
}
