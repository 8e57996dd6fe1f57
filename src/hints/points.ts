/** What is known of one function of an exercise. */
import type { CheckInfo } from '../exercises/engine';
import type { CheckReport } from '../grading/report';
import type { LocalText } from '../kit/l10n';

type Report = CheckReport<LocalText>;

/** Not full marks, for a reason that lies in the text. A check that was skipped says nothing by itself. */
export const hasFailed = ({ status }: Report): boolean => status !== 'passed' && status !== 'skipped';

export interface Points {
  /** Undefined as long as a check of the function has not been graded for this text. */
  earned?: number;
  /** 0 for a challenge, which is worth no points. */
  most: number;
  isFull: boolean;
}

/** The points of a function, from reports on one text. */
export function pointsOf(name: string, checks: readonly CheckInfo[], reports: ReadonlyMap<string, Report> | undefined): Points {
  const own = checks.filter((check) => check.function === name);
  const most = rounded(own.reduce((sum, { maxPoints }) => sum + maxPoints, 0));
  const graded = own.map(({ id }) => reports?.get(id)).filter((report) => report !== undefined);
  if (own.length === 0 || graded.length < own.length) return { most, isFull: false };
  return { earned: rounded(graded.reduce((sum, { points }) => sum + points, 0)), most, isFull: graded.every(({ status }) => status === 'passed') };
}

/** The checks of a function that have failed, in the grader's order. */
export const failuresOf = (name: string, reports: ReadonlyMap<string, Report> | undefined): Report[] => [...(reports?.values() ?? [])].filter((report) => report.function === name && hasFailed(report));

/** `8/12`, `✓ 12/12`, `–/12` before it is graded; a challenge has a mark alone. */
export function pointsText({ earned, most, isFull }: Points): string {
  if (most === 0) return isFull ? '✓' : '–';
  return `${isFull ? '✓ ' : ''}${earned ?? '–'}/${most}`;
}

const rounded = (points: number) => Math.round(points * 100) / 100;
