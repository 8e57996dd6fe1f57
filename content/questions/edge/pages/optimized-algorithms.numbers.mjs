/** What stands on the page, and the computation that yields it. */
import { bandwidth as gigabytes, llama3b, measured } from '../phone.mjs';

const bandwidth = gigabytes * 1e9; // bytes a second
const amdahl = (share, times) => 1 / (1 - share + share / times);

// One layer, 56 × 56, 128 → 128 channels, fp16.
const pixels = 56 * 56;
const channels = 128;
const tensor = pixels * channels * 2; // bytes
const standard = channels * channels * 9;
const depthwise = channels * 9;
const pointwise = channels * channels;
const operations = (weights) => 2 * pixels * weights;
const moved = (weights) => 2 * tensor + 2 * weights;
const intensity = (weights) => operations(weights) / moved(weights);
const ms = (weights, peak) => 1e3 * Math.max(operations(weights) / peak, moved(weights) / bandwidth);
const split = (peak) => ms(depthwise, peak) + ms(pointwise, peak);
const fused = (peak) => ms(depthwise + pointwise, peak);

// A matrix product of order 1,024.
const naive = 2 * 1024 ** 3 * 2;
const tiled = naive / 64;

// The frame.
const inference = 18;
const convolution = 0.6 * inference;
const others = 4 + 5 + 3 + 3;

const npu = (returns) => 40 * (1 - 0.9) + (40 * 0.9) / 10 + returns * 1.6;

// Llama 3.2 3B, measured.
const [, , plain, quantised] = measured;
const rate = ({ prefill }) => (2 * llama3b.params * prefill) / 1e9; // GFLOP/s

export default {
  worked: [
    { says: '2.25', value: 36 / 16 },
    { says: '1.5', value: amdahl(0.6, 2.25) },
    { says: ['33 毫秒', '33 ms'], value: others + inference },
    { says: ['整帧 27', 'frame to 27'], value: others + inference / amdahl(0.6, 2.25) },
    { says: '4.8', value: convolution / 2.25 },
    { says: '0.119', value: 1 / channels + 1 / 9 },
    { says: ['4.62 亿', '462 million'], value: operations(standard) / 2 },
    { says: ['0.55 亿', '55 million'], value: operations(depthwise + pointwise) / 2 },
    { says: '8.4', value: standard / (depthwise + pointwise) },
    { says: '4.29', value: naive / 1e9 },
    { says: '56', value: (1e3 * naive) / bandwidth },
    { says: '24.6', value: (3 * 64 * 64 * 2) / 1e3 },
    { says: '67', value: tiled / 1e6 },
    { says: '0.9', value: (1e3 * tiled) / bandwidth },
    { says: '2.1', value: (1e3 * 2 * 1024 ** 3) / 1e12 },
    { says: '487', value: intensity(standard) },
    { says: '4.5', value: intensity(depthwise) },
    { says: '0.925', value: ms(standard, 1e12) },
    { says: '0.124', value: split(1e12) },
    { says: '7.5', value: ms(standard, 1e12) / split(1e12) },
    { says: '0.110', value: fused(1e12) },
    { says: '8.4', value: ms(standard, 1e12) / fused(1e12) },
    { says: '0.092', value: ms(standard, 1e13) },
    { says: '0.042', value: split(1e13) },
    { says: '2.2', value: ms(standard, 1e13) / split(1e13) },
    { says: '0.021', value: fused(1e13) },
    { says: '4.3', value: ms(standard, 1e13) / fused(1e13) },
    { says: '0.8', value: tensor / 1e6 },
    { says: '3.2', value: (4 * tensor) / 1e6 },
    { says: '2.6', value: quantised.decode / plain.decode },
    { says: '4.2', value: quantised.prefill / plain.prefill },
    { says: '136', value: rate(plain) },
    { says: '576', value: rate(quantised) },
    { says: ['7.6 毫秒', '7.6 ms'], value: npu(0) },
    { says: '9.2', value: npu(1) },
    { says: '23.6', value: npu(10) },
    { says: '1.7', value: 40 / npu(10) },
    { says: '76.8', value: gigabytes },
    { says: '2.5', value: 1 / (1 - 0.6) },
  ],
  given: [
    { says: '128', from: 'the example: channels' },
    { says: '1,024', from: 'the example: order of the matrices' },
    { says: '1.6', from: 'assumed: ms for a way back to the CPU' },
    { says: '7.6', from: 'Llama 3.2 model card: tokens per second, 3B BF16' },
    { says: '19.7', from: 'Llama 3.2 model card: tokens per second, 3B SpinQuant' },
    { says: '21.2', from: 'Llama 3.2 model card: prefill, 3B BF16' },
    { says: '89.7', from: 'Llama 3.2 model card: prefill, 3B SpinQuant' },
  ],
};
