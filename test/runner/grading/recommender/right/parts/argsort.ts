/** Indices of a list, largest value first; Array.prototype.sort keeps equals in their order. */
export default function argsort(values: Iterable<number>): number[] {
  return [...values].map((value, i): [number, number] => [value, i]).sort(([a], [b]) => b - a).map(([, i]) => i);
}
