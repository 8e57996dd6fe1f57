// wrong: does not come back
export * from './base/dense';

export function conv2dGradients() {
  for (;;);
}
