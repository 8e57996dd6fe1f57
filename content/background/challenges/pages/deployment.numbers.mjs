/** What stands on the page, and the computation that yields it. */
const [weights, bandwidth, dollarsPerHour] = [14e9, 3.35e12, 2];
const perToken = 2 * 32 * 4096 * 2; // K and V, layers, width, bytes
const cache = perToken * 2048;
const read = (b, w = weights, k = cache) => w + b * k;
const seconds = (b, w, k) => read(b, w, k) / bandwidth;
const throughput = (b) => b / seconds(b);
const cost = (b, w = weights, k = cache) => (dollarsPerHour / 3600) * (seconds(b, w, k) / b) * 1e6;
const int4 = (7e9 * (4 + 16 / 128)) / 8;
const full = Math.floor((80e9 - weights) / cache);
const day = 24 * dollarsPerHour;
const api = 0.5;
const row = (b, gb, ms, rate, price) => [
  { says: gb, value: read(b) / 1e9 },
  { says: ms, value: 1e3 * seconds(b) },
  { says: rate, value: throughput(b) },
  { says: price, value: cost(b) },
];

export default {
  worked: [
    { says: '0.5 MiB', value: perToken / 2 ** 20 },
    { says: '1.07', value: cache / 1e9 },
    { says: '61', value: full },
    ...row(1, '15.1', '4.5', '222', '2.50'),
    ...row(8, '22.6', '6.7', '1,186', '0.47'),
    ...row(32, '48.4', '14.4', '2,217', '0.25'),
    ...row(full, '79.5', '23.7', '2,570', '0.22'),
    { says: '3.61', value: int4 / 1e9 },
    { says: '0.78', value: cost(1, int4) },
    { says: '0.20', value: cost(32, int4) },
    { says: '2.41', value: cost(1, weights, cache / 2) },
    { says: '0.16', value: cost(32, weights, cache / 2) },
    { says: '2.37', value: cost(1, weights, cache / 4) },
    { says: '0.12', value: cost(32, weights, cache / 4) },
    { says: '48', value: day },
    { says: ['9,600 万', '96 million'], value: (day / api) * 1e6 },
    { says: ['1.92 亿', '192 million'], value: throughput(32) * 86400, digits: 3 },
    { says: '50%', value: (100 * (day / api) * 1e6) / (throughput(32) * 86400) },
    { says: ['24 美元', '24 dollars'], value: 12 * dollarsPerHour },
    { says: '2.1', value: (2 * 7e9 * 1500) / 1e13 },
    { says: ['42 毫秒', '42 ms'], value: (1e3 * 2 * 7e9 * 1500) / (989e12 / 2) },
    { says: ['4 倍', '4 at'], value: 0.8 / (1 - 0.8) },
    { says: ['9 倍', '9 at'], value: 0.9 / (1 - 0.9) },
    { says: ['86 秒', '86 seconds'], value: 20 * 300 * seconds(32), digits: 1 },
  ],
  given: [
    { says: '2,048', from: 'context of the example, tokens' },
    { says: '3.35', from: 'NVIDIA H100 data sheet, SXM, TB/s' },
    { says: '989', from: 'NVIDIA H100 data sheet, SXM, bf16 dense, TFLOP/s' },
    { says: '0.5', from: 'price of the API, assumed' },
    { says: '36.9', from: 'Orca, abstract' },
    { says: '175', from: 'name of the model' },
    { says: '1,500', from: 'tokens of the prompt in the example' },
    { says: '300', from: 'tokens of one call of the agent' },
  ],
};
