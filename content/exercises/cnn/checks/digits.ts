import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { CheckContext } from '../../../../src/grading/check';
import type { Argument } from '../../../../src/runner/protocol/messages';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
/** Of the 10,000 pictures the first ones are for training, the others are held out. */
export const TRAINING = 8_000;
export const HELD_OUT = 2_000;

export interface Digits {
  /** Grey from 0 to 255, PIXELS per picture. */
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** The packed file (packDigits.mjs). @throws Error when it is damaged */
export async function readDigits(read: CheckContext['read']): Promise<{ training: Digits; heldOut: Digits }> {
  const bytes = await promisify(zlib.gunzip)(await read('digits.gz'));
  const count = TRAINING + HELD_OUT;
  if (bytes.length !== count * (PIXELS + 1)) throw new Error(`digits.gz holds ${bytes.length} bytes`);
  const part = (from: number, to: number): Digits => ({ pixels: bytes.subarray(from * PIXELS, to * PIXELS), labels: bytes.subarray(count * PIXELS + from, count * PIXELS + to) });
  return { training: part(0, TRAINING), heldOut: part(TRAINING, count) };
}

export const some = (digits: Digits, count: number, from = 0): Digits => ({ pixels: digits.pixels.subarray(from * PIXELS, (from + count) * PIXELS), labels: digits.labels.subarray(from, from + count) });

/** [N, 28, 28, 1], values 0 to 1. */
export const images = ({ pixels, labels }: Digits): Argument => ({ type: 'tensor', shape: [labels.length, SIDE, SIDE, 1], dtype: 'float32', values: Float32Array.from(pixels, (v) => v / 255) });

/** [N, 10], one-hot. Only labels of the training part are ever sent. */
export function oneHot({ labels }: Digits): Argument {
  const values = new Float32Array(labels.length * 10);
  labels.forEach((label, i) => (values[i * 10 + label] = 1));
  return { type: 'tensor', shape: [labels.length, 10], dtype: 'float32', values };
}
