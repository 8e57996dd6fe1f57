// Nothing is done for empty lists | loses: accuracy-edges | named: accuracy-empty-nan

export * from './base/cnn';

export function accuracy(predicted: number[], actual: number[]): number {
  if (predicted.length !== actual.length) throw new Error('lists of different length');
  const hits = predicted.filter((label, i) => label === actual[i]).length;
  return hits / actual.length;
}
