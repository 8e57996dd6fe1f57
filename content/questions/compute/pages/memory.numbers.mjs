/** What stands on the page, and the computation that yields it. */
const billions = 7;
const [s, b, h, a, layers] = [4096, 1, 4096, 32, 32];
const n = 8;
const activations = (perLayer, count = layers) => (perLayer * s * b * h * count) / 1e9;
const recomputed = activations(2) + activations(34, 1);
const lora = billions * 2 + 0.04 * 16;
const logits = (vocabulary) => (s * vocabulary * 4) / 1e9;
const bf16 = (x) => Math.round(x * 128) / 128; // between 1 and 2
let master = 1;
for (let step = 0; step < 1000; step++) master = Math.fround(master + 1e-4);
const eightBit = billions * (2 + 2 + 4 + 1 + 1);

export default {
  worked: [
    { says: '112', value: billions * (2 + 2 + 4 + 4 + 4) },
    { says: '14 GB', value: billions * 2 },
    { says: '28', value: billions * 4 },
    { says: '56', value: billions * (4 + 4) },
    { says: '126', value: billions * (2 + 4 + 4 + 4 + 4) },
    { says: '1.1015625', value: bf16(master) },
    { says: '104.2', value: activations(34 + (5 * a * s) / h) },
    { says: '18.3', value: activations(34) },
    { says: '1.07', value: activations(2) },
    { says: '0.57', value: activations(34, 1) },
    { says: '1.64', value: recomputed },
    { says: '60', value: activations(34 + (5 * a * s) / h) / recomputed, digits: 1 },
    { says: '33%', value: 100 * (8 / 6 - 1) },
    { says: '2.1', value: logits(128000) },
    { says: '1.05', value: 2 * logits(32000) },
    { says: '38.5', value: billions * (2 + 2 + 12 / n) },
    { says: '26.25', value: billions * (2 + 14 / n) },
    { says: '1.5', value: 3 / 2 }, // ZeRO-3 moves three times the parameters, plain data parallelism twice
    { says: '14.6', value: lora },
    { says: '0.6 GB', value: 0.04 * 16 },
    { says: '32.9', value: lora + activations(34) },
    { says: '70 GB', value: eightBit },
    { says: '72.7', value: eightBit + recomputed + 2 * logits(32000) },
    { says: ['0.44 秒', '0.44 s'], value: (2 * 14) / 64 },
    { says: '40%', value: (100 * (6 * billions * 1e9 * 4096)) / 989e12 / ((2 * 14) / 64) },
  ],
  given: [
    { says: '1.1', from: 'a thousand times 0.0001, and 1' },
    { says: '1,000', from: 'the example: updates' },
    { says: '128', from: 'bf16: 8 significant bits; also the vocabulary of Llama 3, in thousands' },
    { says: '128,000', from: 'the example: a vocabulary of the size of Llama 3’s' },
    { says: '32,000', from: 'Llama 2 paper: vocabulary' },
    { says: '4,096', from: 'the example: sequence length' },
  ],
};
