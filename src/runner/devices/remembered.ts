import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { stateFolder } from '../../kit/cacheFolder';
import { computeReportSchema, type ComputeReport } from './report';

/**
 * One report for each of so many fingerprints: VS Code and the command line run on different versions of
 * Node, and in a school one home folder is used on many machines. None is to forget what the other measured.
 */
const MOST = 12;

const schema = v.object({ schemaVersion: v.literal(1), reports: v.array(v.unknown()) });

/** Where this user's reports are kept. */
export function stateFile(env: NodeJS.ProcessEnv = process.env, platform = process.platform, home = os.homedir()): string {
  return path.join(stateFolder(env, platform, home), 'compute.json');
}

/** What was measured, newest first; nothing where the file is missing, damaged or not ours. */
export async function rememberedReports(file = stateFile()): Promise<ComputeReport[]> {
  const text = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  const parsed = v.safeParse(schema, json(text));
  if (!parsed.success) return [];
  return parsed.output.reports.flatMap((one) => {
    const report = v.safeParse(computeReportSchema, one);
    return report.success ? [report.output] : [];
  });
}

/** The report of a machine that is as it was then. */
export const rememberedFor = async (fingerprint: string, file = stateFile()): Promise<ComputeReport | undefined> => (await rememberedReports(file)).find((report) => report.fingerprint === fingerprint);

/** Keeps the report. Readers see the file as it was before or as it is now, never half of it. */
export async function remember(report: ComputeReport, file = stateFile()): Promise<void> {
  const others = (await rememberedReports(file)).filter(({ fingerprint }) => fingerprint !== report.fingerprint);
  await fs.mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await fs.writeFile(temporary, `${JSON.stringify({ schemaVersion: 1, reports: [report, ...others].slice(0, MOST) })}\n`);
    await fs.rename(temporary, file);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
