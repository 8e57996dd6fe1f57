/** Where two results begin to differ, read from the texts that a report holds of them. */

/** `dW1[0, 1] = 0.25`, as a comparison of entries writes it. */
const ENTRY = /^(\S+?)(\[[\d, ]+\]) = /;
const LIST = /^\[(.*)\]$/;
/** What ends a list that was cut. */
const CUT = /^… \(\d+\)$/;

/** The index of the first entry that differs, for example `[0, 1]`; undefined where the texts do not say. */
export function firstDifference(expected: string, actual: string): string | undefined {
  const entries = [ENTRY.exec(expected), ENTRY.exec(actual)];
  if (entries[0] && entries[0][0] === entries[1]?.[0]) return entries[0][2];
  const lists = [entriesOf(expected), entriesOf(actual)];
  const [wanted, got] = lists;
  if (!wanted || !got) return undefined;
  const most = Math.max(wanted.length, got.length);
  for (let i = 0; i < most; i++) {
    // Behind a cut nothing is known.
    if (CUT.test(wanted[i] ?? '') || CUT.test(got[i] ?? '')) return undefined;
    if (wanted[i] !== got[i]) return `[${i}]`;
  }
  return undefined;
}

function entriesOf(text: string): string[] | undefined {
  const inside = LIST.exec(text)?.[1];
  return inside === undefined || inside.includes('[') ? undefined : inside === '' ? [] : inside.split(', ');
}
