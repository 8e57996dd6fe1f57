/** What stands on the page, and the computation that yields it. */
const bandwidth = 51.2e9; // bytes a second
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

const npu = (switches) => 20 * (1 - 0.9) + (20 * 0.9) / 10 + switches * 0.3;

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
    { says: '84', value: (1e3 * naive) / bandwidth },
    { says: '24.6', value: (3 * 64 * 64 * 2) / 1e3 },
    { says: '67', value: tiled / 1e6 },
    { says: '1.3', value: (1e3 * tiled) / bandwidth },
    { says: '2.1', value: (1e3 * 2 * 1024 ** 3) / 1e12 },
    { says: '487', value: intensity(standard) },
    { says: '4.5', value: intensity(depthwise) },
    { says: '0.925', value: ms(standard, 1e12) },
    { says: '0.134', value: split(1e12) },
    { says: '6.9', value: ms(standard, 1e12) / split(1e12) },
    { says: '0.110', value: fused(1e12) },
    { says: '8.4', value: ms(standard, 1e12) / fused(1e12) },
    { says: '0.092', value: ms(standard, 1e13) },
    { says: '0.063', value: split(1e13) },
    { says: '1.5', value: ms(standard, 1e13) / split(1e13) },
    { says: '0.032', value: fused(1e13) },
    { says: '2.9', value: ms(standard, 1e13) / fused(1e13) },
    { says: '0.8', value: tensor / 1e6 },
    { says: '3.2', value: (4 * tensor) / 1e6 },
    { says: '3.8', value: npu(0) },
    { says: '6.8', value: npu(10) },
    { says: '15.8', value: npu(40) },
    { says: '1.3', value: 20 / npu(40) },
    { says: '2.5', value: 1 / (1 - 0.6) },
  ],
  given: [
    { says: '51.2', from: '64-bit LPDDR5-6400, GB/s (page on compression)' },
    { says: '128', from: 'the example: channels' },
    { says: '1,024', from: 'the example: order of the matrices' },
    { says: '0.3', from: 'assumed: ms of copying when the device changes' },
  ],
};
