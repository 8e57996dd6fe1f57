/** What stands on the page, and the computation that yields it. */
import { bandwidth, efficiency, llama3b, measured } from '../phone.mjs';

const [, , plain, quantised] = measured;
const n = 1024;
const read = (t) => ((2 * n ** 3) / t) * 4;
const cache = (t) => 3 * t * t * 4;
const milliseconds = (t) => read(t) / bandwidth / 1e6;
const instructions = (macs) => n ** 3 / macs;

const side = 56;
const channels = 128;
const input = side * side * channels * 2;
const unfolded = side * side * 9 * channels * 2;
const direct = side * side * 9 * channels * channels;
const winograd = (out) => (side / out) ** 2 * (out + 2) ** 2 * channels * channels;

const islands = (count) => 36 / 10 + 4 + 1.6 * count;

// The interview: what is reached of arithmetic and bandwidth on that phone.
const arithmetic = 2 * llama3b.params * quantised.prefill;
const reached = bandwidth * efficiency * 1e9;
const standard = (1e3 * 2 * direct) / arithmetic;
const depthwise = (1e3 * 2 * input) / reached;
const pointwise = (1e3 * 2 * side * side * channels * channels) / arithmetic;
const faster = standard / (depthwise + pointwise);
const separable = side * side * channels * (9 + channels);

export default {
  worked: [
    { says: ['只快 1.7', 'only 1.7'], value: 40 / islands(10) },
    { says: ['快 4.2', '4.2 times'], value: quantised.prefill / plain.prefill },
    { says: ['快 2.6', '2.6 times'], value: quantised.decode / plain.decode },
    { says: ['12 字节', '12 bytes'], value: cache(1) },
    { says: '8.59', value: read(1) / 1e9 },
    { says: '111.8', value: milliseconds(1) },
    { says: ['768 字节', '768 bytes'], value: cache(8) },
    { says: '1.07', value: read(8) / 1e9 },
    { says: '14.0', value: milliseconds(8) },
    { says: '49 KB', value: cache(64) / 1e3 },
    { says: '134 MB', value: read(64) / 1e6 },
    { says: ['1.7 毫秒', '1.7 ms'], value: milliseconds(64) },
    { says: '197 KB', value: cache(128) / 1e3 },
    { says: '67 MB', value: read(128) / 1e6 },
    { says: ['0.9 毫秒', '0.9 ms'], value: milliseconds(128) },
    { says: ['2.68 亿', '268 million'], value: instructions(4) },
    { says: ['1.34 亿', '134 million'], value: instructions(8) },
    { says: ['0.67 亿', '67 million'], value: instructions(16) },
    { says: ['0.34 亿', '34 million'], value: instructions(32) },
    { says: ['13 万', '130 thousand'], value: 2 ** 31 / 128 ** 2, digits: 2 },
    { says: '0.80', value: input / 1e6 },
    { says: '7.23', value: unfolded / 1e6 },
    { says: ['4.62 亿', '462 million'], value: direct },
    { says: ['2.06 亿', '206 million'], value: winograd(2) },
    { says: '2.25', value: direct / winograd(2) },
    { says: ['是 4 倍', 'saves 4 times'], value: direct / winograd(4) },
    { says: ['100 倍', '100 times'], value: (4 + 5 + 1) ** 2 },
    { says: '6.6', value: Math.log2((4 + 5 + 1) ** 2) },
    { says: ['3.2 MB；', '3.2 MB in'], value: (4 * input) / 1e6 },
    { says: '805 MB', value: (24 * 4096 ** 2 * 2) / 1e6 },
    { says: '7.6', value: islands(0) },
    { says: '5.3', value: 40 / islands(0) },
    { says: '| 9.2', value: islands(1) },
    { says: '4.3 |', value: 40 / islands(1) },
    { says: '| 12.4', value: islands(3) },
    { says: '3.2 |', value: 40 / islands(3) },
    { says: '| 23.6', value: islands(10) },
    { says: '1.7 |', value: 40 / islands(10) },
    { says: ['到不了 2.2', 'below 2.2'], value: 1 / (0.4 + 0.6 / 10) },
    { says: '8.4', value: direct / separable },
    { says: '576', value: arithmetic / 1e9 },
    { says: '46 GB/s', value: reached / 1e9 },
    { says: '12.5', value: arithmetic / reached },
    { says: '487', value: (2 * direct) / (2 * input + 9 * channels * channels * 2) },
    { says: '1.61', value: standard },
    { says: ['只有 4.5', 'only 4.5'], value: (2 * side * side * 9 * channels) / (2 * input) },
    { says: '0.035', value: depthwise },
    { says: '0.178', value: pointwise },
    { says: ['快 7.5', '7.5 times'], value: faster },
    { says: '=2.1', value: 1 / (0.4 + 0.6 / faster) },
  ],
  given: [
    { says: '76.8', from: 'the phone: LPDDR5X, 64 bits at 9,600 MT/s' },
    { says: '128', from: 'channels of the example; bits of a vector register' },
    { says: '1.6', from: 'assumed milliseconds for one return to the CPU' },
    { says: '4,096', from: 'the context of the example' },
    { says: '0.4', from: 'what is not convolution, of the example' },
    { says: '0.6', from: 'share of convolution, of the example' },
  ],
};
