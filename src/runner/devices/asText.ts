import { msg, type Message } from '../../kit/l10n';
import type { WorkSize } from '../pool';
import type { ComputeReport } from './report';
import { ratioTo, timeWords } from './words';

/** The report for a terminal, or for a message to somebody who is to help. */
export function computeReportText(report: ComputeReport<string>, say: (message: Message) => string): string {
  const { machine, gpus, backends, auto } = report;
  const lines = [say(msg('Compute report')), '', `${machine.cpu}, ${say(msg('{cores} cores, {gb} GB of memory', { cores: machine.cores, gb: gigabytes(machine.memoryMb) }))}`, `${machine.os} ${machine.arch}, Node ${machine.node}`, '', say(msg('GPUs'))];
  if (gpus.length === 0) lines.push(`  ${say(msg('No GPU was found. Everything computes on the processor.'))}`);
  for (const { vendor, model, memoryMb, driver, usable, note, sources } of gpus) {
    const facts = [...(memoryMb === undefined ? [] : [`${gigabytes(memoryMb)} GB`]), ...(driver === undefined ? [] : [say(msg('driver {version}', { version: driver }))]), say(usable ? msg('in use') : msg('not used')), sources.join(' + ')];
    lines.push(`  ${usable ? '✓' : '✗'} ${gpuName({ vendor, model })} (${facts.join(', ')})`);
    if (note) lines.push(`      ${note}`);
  }
  lines.push('', say(msg('Backends, with the time of one training step')));
  const header = ['', say(msg('Backend')), say(msg('large work')), '', say(msg('small work')), '', say(msg('Device'))];
  const rows = backends.map(({ backend, available, device = '–', stepMs }) => {
    const cell = (work: WorkSize) => [timeWords(stepMs, work), ratioTo(backends, stepMs, work)];
    return [available ? '✓' : '✗', backend, ...cell('large'), ...cell('small'), device];
  });
  const table = aligned([header, ...rows]);
  lines.push(`  ${table[0]}`);
  for (const [i, { why }] of backends.entries()) {
    lines.push(`  ${table[i + 1]}`);
    if (why) lines.push(`      ${why}`);
  }
  lines.push('', say(msg('With the setting “auto”, {large} does large work (the CNN exercise) and {small} does small work.', { large: auto.large, small: auto.small })), say(msg('Measured in {ms} ms.', { ms: report.durationMs })), '');
  return lines.join('\n');
}

export const gigabytes = (mb: number): string => String(Math.round(mb / 102.4) / 10);

/** The maker's name once, though many models begin with it. */
export const gpuName = ({ vendor, model }: { vendor: string; model: string }): string => (model.toLowerCase().startsWith(vendor.toLowerCase()) ? model : `${vendor} ${model}`);

/** How many columns of a terminal a text takes: a Chinese character takes two. */
const width = (text: string): number => [...text].reduce((sum, character) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1), 0);

function aligned(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => width(row[column]!))));
  return rows.map((row) => row.map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell))).join('  ').trimEnd());
}
