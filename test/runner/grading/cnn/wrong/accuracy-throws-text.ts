// Throws text instead of an Error | loses: accuracy-edges

export * from './base/cnn';

export function accuracy(predicted: number[], actual: number[]): number {
  if (predicted.length !== actual.length) throw 'lists of different length';
  const hits = predicted.filter((label, i) => label === actual[i]).length;
  return actual.length === 0 ? 0 : hits / actual.length;
}
