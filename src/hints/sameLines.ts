/**
 * Where the lines of a text that has been edited since are now: by old line number, both from 0. Lines that were
 * changed or taken away have no entry. Lines before the first and after the last change keep their order; between
 * them only a line that is there once, before and after, is known again.
 */
export function sameLines(before: readonly string[], after: readonly string[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) found.set(start, start++);
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    found.set(before.length - 1 - end, after.length - 1 - end);
    end++;
  }
  const once = (lines: readonly string[], to: number) => {
    const places = new Map<string, number | undefined>();
    for (let i = start; i < to; i++) places.set(lines[i]!, places.has(lines[i]!) ? undefined : i);
    return places;
  };
  const now = once(after, after.length - end);
  let last = start - 1;
  for (const [line, was] of once(before, before.length - end)) {
    const is = was === undefined || line.trim() === '' ? undefined : now.get(line);
    if (was === undefined || is === undefined || is <= last) continue;
    found.set(was, is);
    last = is;
  }
  return found;
}
