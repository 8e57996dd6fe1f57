/** What stands on the page, and the computation that yields it. */
const chips = { h100: [989, 3.35], h200: [989, 4.8], v5p: [459, 2.765], v6e: [918, 1.638] }; // dense bf16 TFLOP/s, TB/s
const ridge = (name) => chips[name][0] / chips[name][1];
const attainable = (name, intensity) => Math.min(chips[name][0], chips[name][1] * intensity);
const share = (name, intensity) => (100 * attainable(name, intensity)) / chips[name][0];

const [tokens, width] = [16384, 4096];
const product = (2 * tokens * width ** 2) / (2 * (2 * tokens * width + width ** 2));
const residual = 1 / (2 + 2 + 2);

// 7 billion parameters, 2 trillion tokens, 64 H100, 2.5 dollars a GPU-hour.
const flop = 6 * 7e9 * 2e12;
const hours = (mfu) => flop / (989e12 * mfu) / 3600;
const price = 2.5;
const dollars = (mfu) => hours(mfu) * price;
const attention = (12 * 32 * width * 4096) / (6 * 7e9);

const observed = 19200 / 8;

export default {
  worked: [
    { says: '0.34%', value: share('h100', 1) },
    { says: '3.4', value: ridge('v6e') / ridge('v5p') },
    { says: '295', value: ridge('h100') },
    { says: '206', value: ridge('h200') },
    { says: '166', value: ridge('v5p') },
    { says: '560', value: ridge('v6e') },
    { says: '1820', value: product },
    { says: '0.17', value: residual },
    { says: '0.56', value: attainable('h100', residual) },
    { says: '0.06%', value: share('h100', residual) },
    { says: '214', value: attainable('h100', 64) },
    { says: '21.7%', value: share('h100', 64) },
    { says: '100%', value: share('h100', product) },
    { says: '7%', value: 100 * (1 - chips.v6e[0] / chips.h100[0]) },
    { says: '78,643', value: hours(0.3) },
    { says: '58,982', value: hours(0.4) },
    { says: '51.2', value: hours(0.3) / 64 / 24 },
    { says: '38.4', value: hours(0.4) / 64 / 24 },
    { says: ['19.7 万', '197 thousand'], value: dollars(0.3) },
    { says: ['14.7 万', '147 thousand'], value: dollars(0.4) },
    { says: ['4.9 万', '49 thousand'], value: dollars(0.3) - dollars(0.4) },
    { says: '40.6%', value: (100 * flop) / (184320 * 3600 * 312e12) },
    { says: '15%', value: 100 * attention },
    { says: ['2.4 万', '24 thousand'], value: 6 * 4000 },
    { says: '16.3%', value: (100 * 6 * 4000) / dollars(0.4) },
    { says: '50.4%', value: (100 * 129) / 256 },
    { says: '2,400', value: observed },
    { says: '101', value: (observed * 6 * 7e9) / 1e12 },
    { says: '10.2%', value: (100 * observed * 6 * 7e9) / 989e12 },
  ],
  given: [
    { says: '989', from: 'NVIDIA H100 data sheet: 1,979 with sparsity, half of it dense, TFLOP/s' },
    { says: '1,979', from: 'NVIDIA H100 data sheet, bf16 with sparsity, TFLOP/s' },
    { says: '3.35', from: 'NVIDIA H100 data sheet, TB/s' },
    { says: '4.8', from: 'NVIDIA H200 data sheet, TB/s' },
    { says: '141', from: 'NVIDIA H200 data sheet, GB' },
    { says: '459', from: 'Google Cloud, TPU v5p, TFLOP/s' },
    { says: '2.765', from: 'Google Cloud, TPU v5p, TB/s' },
    { says: '918', from: 'Google Cloud, TPU v6e, TFLOP/s' },
    { says: '1.638', from: 'Google Cloud, TPU v6e, TB/s' },
    { says: '256', from: 'Google Cloud, TPU v6e, chips of a pod; also two tiles of 128' },
    { says: '6,144', from: 'PaLM paper, TPU v4 chips; Google Cloud, TPU v5p, chips of the largest slice' },
    { says: '16,384', from: 'Llama 3 paper, H100s; also the tokens of the example' },
    { says: '405', from: 'Llama 3 405B' },
    { says: '540', from: 'PaLM 540B' },
    { says: '184,320', from: 'Llama 2 paper, A100 hours of the 7B model' },
    { says: '4,096', from: 'the example: width and sequence length' },
    { says: '4,000', from: 'the example: dollars of a person-week' },
    { says: '19,200', from: 'the question: tokens per second' },
    { says: '2.5', from: 'the example: dollars of a GPU-hour' },
    { says: '100', from: 'steps of the trial run' },
    { says: '129', from: 'the example: columns' },
  ],
};
