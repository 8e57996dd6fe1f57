// Lists of different length are compared | loses: accuracy-edges

export * from './base/cnn';

export function accuracy(predicted: number[], actual: number[]): number {
  const hits = predicted.filter((label, i) => label === actual[i]).length;
  return actual.length === 0 ? 0 : hits / actual.length;
}
