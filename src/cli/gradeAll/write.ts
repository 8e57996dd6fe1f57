import fs from 'node:fs/promises';
import path from 'node:path';
import type { Exercise } from '../../course/course';
import { LANGUAGES, msg, translate, type Language } from '../../kit/l10n';
import { csv } from './csv';
import { summaryPage } from './html';
import { junitEnd, junitStart, suiteOf } from './junit';
import { resultsIn, writeWhole } from './results';
import { fingerprints } from './similarity';
import { Summarizer, table, type Summary } from './summary';

export interface WriteOptions {
  exercise: Exercise;
  /** Folders with results; several after a run in shards. */
  from: string[];
  out: string;
  language: Language;
  junit?: string;
  csv?: string;
  /** Only these submissions; all that are there by default. */
  keys?: ReadonlySet<string>;
}

/** Reads results one by one and writes what shows a class as a whole. */
export async function writeSummary(options: WriteOptions): Promise<Summary> {
  const { exercise, out, language } = options;
  const summarizer = new Summarizer();
  const suites = options.junit === undefined ? undefined : await fs.open(await parent(`${options.junit}.tmp`), 'w');
  try {
    await suites?.appendFile(junitStart);
    let id = 0;
    for await (const result of resultsIn(options.from)) {
      if (options.keys && !options.keys.has(result.submission)) continue;
      summarizer.add(result);
      await suites?.appendFile(suiteOf(result, id++));
    }
    await suites?.appendFile(junitEnd);
  } finally {
    await suites?.close();
  }
  if (options.junit !== undefined) await fs.rename(`${options.junit}.tmp`, options.junit);
  const given = new Set<number>();
  for (const one of LANGUAGES) for (const print of fingerprints(await fs.readFile(path.join(exercise.folder, `starter.${one}.ts`), 'utf8'))) given.add(print);
  const summary = summarizer.finish(given);
  await writeWhole(path.join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  await writeWhole(path.join(out, 'summary.html'), summaryPage(summary, translate(msg('Grades: {title}', { title: exercise.title[language] }), language), language));
  if (options.csv !== undefined) await writeWhole(options.csv, csv(table(summary)));
  return summary;
}

async function parent(file: string): Promise<string> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  return file;
}
