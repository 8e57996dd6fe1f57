/** What stands on the page, and the computation that yields it. */
const w = [0.9, -0.2, 0.5, 0.1];
const x = [0.1, 8, 1, 2];
const score = w.map((v, i) => Math.abs(v) * x[i]);
const rest = (...kept) => Math.hypot(...score.filter((_, i) => !kept.includes(i)));

// One 4096 x 4096 matrix in fp16, 80% of it zero.
const all = 4096 * 4096;
const kept = Math.round(all * 0.2);
const dense = 2 * all;
const csr = (column) => kept * (2 + column) + (4096 + 1) * 4;
const bitmask = kept * 2 + all / 8;
const twoOfFour = (all / 2) * 2 + ((all / 2) * 2) / 8;

// One layer of Llama-2-7B: three feed-forward matrices and four of attention.
const forward = 3 * 4096 * 11008;
const layer = forward + 4 * 4096 * 4096;

export default {
  worked: [
    { says: '0.09', value: score[0] },
    { says: '1.6', value: score[1] },
    { says: '1.61', value: rest(0, 2) },
    { says: '0.22', value: rest(1, 2) },
    { says: '7.4', value: rest(0, 2) / rest(1, 2) },
    { says: '16,777,216', value: all },
    { says: '3,355,443', value: kept },
    { says: '33.55', value: dense / 1e6 },
    { says: '33.6', value: dense / 1e6 },
    { says: '4,097', value: 4096 + 1 },
    { says: '20.15', value: csr(4) / 1e6 },
    { says: '20.1', value: csr(4) / 1e6 },
    { says: '1.67', value: dense / csr(4) },
    { says: '13.44', value: csr(2) / 1e6 },
    { says: '2.50', value: dense / csr(2) },
    { says: '8.81', value: bitmask / 1e6 },
    { says: '8.8', value: bitmask / 1e6 },
    { says: '3.81', value: dense / bitmask },
    { says: ['3.8 倍', '3.8 times'], value: dense / bitmask },
    { says: '18.87', value: twoOfFour / 1e6 },
    { says: '1.78', value: dense / twoOfFour },
    { says: '1.54', value: 1 / (0.3 + 0.7 / 2) },
    { says: ['1.353 亿', '135.3 million'], value: forward },
    { says: ['2.024 亿', '202.4 million'], value: layer },
    { says: '16.7%', value: (100 * 0.25 * forward) / layer },
  ],
  given: [
    { says: '4096', from: 'Llama-2-7B: width of the model' },
    { says: '0.9', from: 'a weight of the example' },
    { says: '0.2', from: 'a weight of the example' },
    { says: '0.5', from: 'a weight of the example' },
    { says: '0.1', from: 'a weight of the example' },
    { says: '4.22', from: 'version of TensorFlow.js that was measured' },
    { says: '64×1024', from: 'shape of the measured product' },
    { says: '205', from: 'columns left of 1024 at 80%: round(0.2 × 1024)' },
    { says: '0.99', from: 'measured: time with 80% zeros over time of the dense product, first round' },
    { says: '0.94', from: 'measured, second round' },
    { says: '1.11', from: 'measured, third round' },
    { says: '2.9', from: 'measured: the least gain of the narrow matrix' },
    { says: '5.2', from: 'measured: the greatest gain of the narrow matrix' },
    { says: '5.12', from: 'README of locuslab/wanda, Llama-2-7B, dense' },
    { says: '6.42', from: 'README of locuslab/wanda, Wanda, unstructured 50%' },
    { says: '11.02', from: 'README of locuslab/wanda, Wanda, 2:4' },
    { says: '54.59', from: 'README of locuslab/wanda, magnitude, 2:4' },
    { says: '3.1', from: 'Llama 3.1, a name' },
    { says: ['130 亿', '13 billion'], from: 'model card of Sparse-Llama-3.1-8B-2of4: 13B tokens of training with distillation' },
    { says: '62.16', from: 'model card of Sparse-Llama-3.1-8B-2of4' },
    { says: '63.19', from: 'model card of Sparse-Llama-3.1-8B-2of4' },
    { says: '65.4', from: 'model card of Sparse-Llama-3.1-8B-2of4: MMLU (5-shot), dense' },
    { says: '60.6', from: 'model card of Sparse-Llama-3.1-8B-2of4: MMLU (5-shot), 2:4' },
    { says: '36799', from: 'number of the pull request' },
  ],
};
