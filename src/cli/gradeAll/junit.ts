import type { GradeReport } from '../../grading/report';
import type { Result } from './results';

/** Results of the same submissions are the same bytes on every machine and at every time, so there is no clock in them. */
const NO_TIME = '1970-01-01T00:00:00';

/** One `<testsuite>` for each submission, one `<testcase>` for each check; valid against the schemas of Ant and Jenkins. */
export function suiteOf({ submission, report }: Result, id: number): string {
  const lost = report.checks.filter(({ status }) => status === 'failed');
  const broken = report.checks.filter(({ status }) => !['passed', 'failed', 'skipped'].includes(status));
  const skipped = report.checks.filter(({ status }) => status === 'skipped');
  const counts = `tests="${report.checks.length}" failures="${lost.length}" errors="${broken.length}" skipped="${skipped.length}"`;
  return [
    `  <testsuite name="${xml(submission)}" package="${xml(report.exercise)}" id="${id}" timestamp="${NO_TIME}" hostname="localhost" ${counts} time="0">`,
    '    <properties>',
    ...(['score', 'maxScore', 'verdict', 'sha256', 'graderVersion', 'seed', 'backend'] as const).map((name) => `      <property name="${name}" value="${xml(String(report[name]))}"/>`),
    '    </properties>',
    ...report.checks.map((check) => testcase(report, check)),
    `    <system-out>${xml(report.output.slice(0, 10_000))}</system-out>`,
    '    <system-err></system-err>',
    '  </testsuite>',
    '',
  ].join('\n');
}

export const junitStart = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
export const junitEnd = '</testsuites>\n';

function testcase(report: GradeReport, check: GradeReport['checks'][number]): string {
  const start = `    <testcase name="${xml(`${check.id}: ${check.title}`)}" classname="${xml([report.exercise, check.function].filter(Boolean).join('.'))}" time="0"`;
  if (check.status === 'passed') return `${start}/>`;
  if (check.status === 'skipped') return `${start}>\n      <skipped/>\n    </testcase>`;
  const tag = check.status === 'failed' ? 'failure' : 'error';
  const more = [check.expected !== undefined && `expected: ${check.expected}`, check.actual !== undefined && `actual: ${check.actual}`, check.location && `${report.file}:${check.location.line}:${check.location.column}`].filter(Boolean).join('\n');
  return `${start}>\n      <${tag} type="${xml(check.knownBug ?? check.status)}" message="${xml(check.message)}">${xml(more)}</${tag}>\n    </testcase>`;
}

/** Text for XML 1.0: characters that it cannot hold, not even escaped, become U+FFFD. */
export function xml(text: string): string {
   
  const legal = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
  return legal.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
