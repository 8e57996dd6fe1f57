import { readSourceForPerson } from '../grading/readSource';
import { grade, GradeCancelled, inLanguage } from '../grading/grade';
import { graderFor } from '../grading/registry';
import type { GradeReport } from '../grading/report';
import { HumanError } from '../kit/humanError';
import { msg, translate, type Language } from '../kit/l10n';
import type { BackendChoice } from '../runner/protocol/backends';
import { dataFolder, exerciseNamed, pool } from './installation';
import { outerSandbox, type SandboxChoice } from './sandbox';
import { TrainingLine } from './trainingLine';
import { tellPassedOver } from './tellPassedOver';

/** @returns true for full marks */
export async function gradeCommand(exercise: string, file: string, o: { json: boolean; backend: BackendChoice; seed: number; language: Language; sandbox: SandboxChoice }): Promise<boolean> {
  const { id, work } = await exerciseNamed(exercise);
  const grader = graderFor(id);
  const source = await readSourceForPerson(file);
  const runners = pool(o.backend, o.sandbox === 'off' ? undefined : await outerSandbox(o.sandbox, o.language));
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  try {
    const training = new TrainingLine(o.language);
    const report = await grade({ grader, source, pool: runners, seed: o.seed, signal: cancel.signal, work, dataFolder, onTraining: (progress) => training.show(progress), onOutput: (text) => process.stderr.write(text), onPassedOver: (passedOver, used) => tellPassedOver(passedOver, used.backend, o.language) });
    training.end();
    const localized = inLanguage(report, o.language);
    process.stdout.write(o.json ? `${JSON.stringify(localized, null, 2)}\n` : asText(localized, o.language));
    return report.verdict === 'passed';
  } catch (error) {
    if (error instanceof GradeCancelled) throw new HumanError(msg('Cancelled.'));
    throw error;
  } finally {
    await runners.dispose();
  }
}

function asText(report: GradeReport, language: Language): string {
  const lines: string[] = [];
  for (const check of report.checks) {
    const mark = check.status === 'passed' ? '✓' : check.status === 'skipped' ? '–' : '✗';
    // Challenges are worth no points.
    const points = check.maxPoints > 0 || !check.function ? `${check.points}/${check.maxPoints}` : translate(msg('extra'), language);
    lines.push(`${mark} ${points.padStart(6)}  ${check.function ? `${check.function}: ` : ''}${check.title}`);
    if (check.status === 'passed') continue;
    lines.push(`          ${check.message}`);
    if (check.expected !== undefined) lines.push(`          ${translate(msg('expected'), language)}: ${check.expected}`);
    if (check.actual !== undefined) lines.push(`          ${translate(msg('actual'), language)}: ${check.actual}`);
    if (check.location) lines.push(`          ${report.file}:${check.location.line}:${check.location.column}`);
  }
  lines.push('', translate(msg('{score} of {max} points (backend {backend})', { score: report.score, max: report.maxScore, backend: report.backend }), language), '');
  return lines.join('\n');
}
