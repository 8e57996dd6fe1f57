/** What stands on the page, and the computation that yields it. */
const rms = (xs) => Math.sqrt(xs.reduce((t, x) => t + x * x, 0) / xs.length);
const maxAbs = (xs) => Math.max(...xs.map(Math.abs));

// Six weights on one affine ruler.
const six = [-1.02, -0.347, 0.004, 0.238, 0.713, 1.53];
const step = (Math.max(...six) - Math.min(...six)) / (2 ** 8 - 1);
const zero = Math.round(-128 - Math.min(...six) / step);
const code = (w) => Math.round(w / step) + zero;
const back = (w) => step * (code(w) - zero);
const errors = six.map((w) => back(w) - w);

// Two channels, symmetric.
const a = [0.012, -0.02, 0.008, 0.016];
const b = [1.27, -0.8, 0.45, -0.96];
const percent = (w, range, levels) => (100 * rms(w.map((v) => (range / levels) * Math.round(v / (range / levels)) - v))) / rms(w);

// A 7B model on an A100.
const N = 7e9;
const bandwidth = 2039e9;
const peak = 312e12;
const gigabytes = (bits) => (N * bits) / 8 / 1e9;
const group128 = 4 + 16 / 128;
const milliseconds = (bits) => (1e12 * gigabytes(bits)) / bandwidth;
const math = (2 * N) / peak;
const edges = 2 * 32000 * 4096;

export default {
  worked: [
    { says: '14.00', value: gigabytes(16) },
    { says: '7.00', value: gigabytes(8 + 16 / 4096) },
    { says: '3.50', value: gigabytes(4) },
    { says: '4.125', value: group128 },
    { says: '3.61', value: gigabytes(group128) },
    { says: '4.156', value: 4 + 20 / 128 },
    { says: '3.64', value: gigabytes(4 + 20 / 128) },
    { says: '4.5', value: 4 + 16 / 32 },
    { says: '3.94', value: gigabytes(4 + 16 / 32) },
    { says: '3.88', value: 16 / group128 },
    { says: ['2.62 亿', '262 million'], value: edges },
    { says: '0.39', value: (edges * (16 - group128)) / 8 / 1e9 },
    { says: '256', value: 2 ** 8 },
    { says: '255', value: 2 ** 8 - 1 },
    { says: '0.01', value: step },
    { says: '34.7', value: 0.347 / step },
    { says: '0.4', value: 0.004 / step },
    { says: '23.8', value: 0.238 / step },
    { says: '71.3', value: 0.713 / step },
    { says: '102', value: 1.02 / step },
    { says: '153', value: 1.53 / step },
    { says: '127', value: code(1.53) },
    { says: '128', value: -code(-1.02) },
    { says: '0.35', value: -back(-0.347) },
    { says: '0.24', value: back(0.238) },
    { says: '0.71', value: back(0.713) },
    { says: '0.003', value: -errors[1] },
    { says: '0.004', value: -errors[2] },
    { says: '0.002', value: errors[3] },
    { says: '0.005', value: step / 2 },
    { says: '0.0029', value: step / Math.sqrt(12) },
    { says: '0.0025', value: rms(errors) },
    { says: '16.7%', value: percent(a, maxAbs(b), 127) },
    { says: '0.26%', value: percent(a, maxAbs(a), 127) },
    { says: '100%', value: percent(a, maxAbs(b), 7) },
    { says: '4.8%', value: percent(a, maxAbs(a), 7) },
    { says: '6.9%', value: percent(b, maxAbs(b), 7) },
    { says: '6.87', value: milliseconds(16) },
    { says: ['6.9 毫秒', '6.9 ms'], value: milliseconds(16) },
    { says: '0.045', value: 1e3 * math },
    { says: ['慢 153', '153 times'], value: milliseconds(16) / (1e3 * math) },
    { says: '1.77', value: milliseconds(group128) },
    { says: '565', value: 1e3 / milliseconds(group128) },
    { says: '146', value: 1e3 / milliseconds(16) },
    { says: ['批大小约 39', 'batch size of about 39'], value: milliseconds(group128) / (1e3 * math) },
  ],
  given: [
    { says: '1.02', from: 'the smallest of the six weights, by its size' },
    { says: '0.347', from: 'a weight of the example' },
    { says: '0.238', from: 'a weight of the example' },
    { says: '0.713', from: 'a weight of the example' },
    { says: '1.53', from: 'a weight of the example' },
    { says: '0.012', from: 'channel A' },
    { says: '0.020', from: 'channel A' },
    { says: '0.008', from: 'channel A' },
    { says: '0.016', from: 'channel A' },
    { says: '0.02', from: 'channel A' },
    { says: '1.27', from: 'channel B' },
    { says: '0.80', from: 'channel B' },
    { says: '0.45', from: 'channel B' },
    { says: '0.96', from: 'channel B' },
    { says: '4,096', from: 'Llama-2-7B: width of the model' },
    { says: '32,000', from: 'Llama-2-7B: words in the vocabulary' },
    { says: '2,039', from: 'NVIDIA A100 80GB SXM data sheet, GB/s' },
    { says: '312', from: 'NVIDIA A100 80GB SXM data sheet, TFLOPS in fp16, dense' },
    { says: ['1,750 亿', '175 billion'], from: 'GPTQ paper, abstract' },
    { says: '3.25', from: 'GPTQ paper, abstract; measured with OPT-175B in 3 bits (its table of latencies)' },
    { says: '100', from: 'A100, the name of the card; and the spread of the simulated channels' },
  ],
};
