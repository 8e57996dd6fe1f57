import type { Language } from '../kit/l10n';
import { GRADERS } from '../grading/registry';
import { course } from './installation';

export async function listCommand(language: Language, json: boolean): Promise<void> {
  const { exercises } = await course();
  if (json) {
    const list = exercises.map(({ id, file, title, maxScore, functions }) => ({ id, file, title: title[language], maxScore, gradable: GRADERS.has(id), functions: functions.map((f) => f.name) }));
    process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
    return;
  }
  for (const { id, file, title } of exercises) process.stdout.write(`${id.padEnd(16)} ${file.padEnd(20)} ${title[language]}\n`);
}
