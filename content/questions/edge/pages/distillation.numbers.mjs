/** What stands on the page, and the computation that yields it. */
const bandwidth = (6400e6 * 8) / 1e9; // GB/s
const planned = bandwidth * 0.6;
const perToken = planned / 20; // GB that a token may read
const bytesEach = (4 + 16 / 32) / 8;
const cache = (2 * 28 * 8 * 128 * 2 * 4096) / 1e9; // GB
const embedding = (vocabulary) => vocabulary * 2048;

const soft = (T) => {
  const powers = [5, 2, 0].map((z) => Math.exp(z / T));
  return powers.map((power) => power / powers.reduce((a, b) => a + b, 0));
};

const tokens = 100e3 * 500;
const training = 6 * 2.7e9 * tokens;

export default {
  worked: [
    { says: '51.2', value: bandwidth },
    { says: '30.7', value: planned },
    { says: '1.54', value: perToken },
    { says: '4.5', value: bytesEach * 8 },
    { says: '0.5625', value: bytesEach },
    { says: '2.7B', value: perToken / bytesEach },
    { says: '0.47', value: cache },
    { says: '1.07', value: perToken - cache },
    { says: '1.9B', value: (perToken - cache) / bytesEach },
    { says: ['2.63 亿', '263 million'], value: embedding(128256) },
    { says: '21%', value: (100 * embedding(128256)) / 1.23e9 },
    { says: ['0.66 亿', '66 million'], value: embedding(32000) },
    { says: '0.946', value: soft(1)[0] },
    { says: '0.047', value: soft(1)[1] },
    { says: '0.006', value: soft(1)[2] },
    { says: '0.569', value: soft(4)[0] },
    { says: '0.269', value: soft(4)[1] },
    { says: '0.163', value: soft(4)[2] },
    { says: ['5,000 万', '50 million'], value: tokens },
    { says: ['400 元', '400 yuan'], value: (tokens / 1e6) * 8 },
    { says: ['10 万元', '100,000 yuan'], value: 100e3 * 1 },
    { says: '1.8', value: training / (312e12 * 0.4) / 3600 },
    { says: '12.8 TB', value: (tokens * 128256 * 2) / 1e12 },
    { says: '9.6 GB', value: (tokens * 32 * (2 + 4)) / 1e9 },
  ],
  given: [
    { says: '4,096', from: 'the example: tokens of context' },
    { says: '128,256', from: 'Llama 3.2 1B configuration, vocabulary' },
    { says: '2,048', from: 'Llama 3.2 1B configuration, dimensions' },
    { says: ['12.3 亿', '1.23 billion'], from: 'Llama 3.2 1B model card, parameters' },
    { says: '32,000', from: 'the example: a smaller vocabulary' },
    { says: ['10 万条输入', '100,000 inputs'], from: 'the example: inputs' },
    { says: '500', from: 'the example: output tokens of an input' },
    { says: '312', from: 'NVIDIA A100 data sheet, fp16 tensor cores, TFLOPS' },
    { says: '3.2', from: 'the name of a model' },
    { says: '97%', from: 'DistilBERT paper' },
  ],
};
