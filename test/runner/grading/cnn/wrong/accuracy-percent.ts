// In per cent | loses: accuracy-share | named: accuracy-percent

export * from './base/cnn';

export function accuracy(predicted: number[], actual: number[]): number {
  if (predicted.length !== actual.length) throw new Error('lists of different length');
  const hits = predicted.filter((label, i) => label === actual[i]).length;
  return actual.length === 0 ? 0 : (100 * hits) / actual.length;
}
