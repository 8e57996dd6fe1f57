// Text with a per cent sign | loses: accuracy-share accuracy-edges

export * from './base/cnn';

export function accuracy(predicted: number[], actual: number[]): number {
  if (predicted.length !== actual.length) throw new Error('lists of different length');
  const hits = predicted.filter((label, i) => label === actual[i]).length;
  return `${((100 * hits) / (actual.length || 1)).toFixed(1)}%` as never;
}
