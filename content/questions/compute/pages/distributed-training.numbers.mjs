/** What stands on the page, and the computation that yields it. */
const perCard = (54 * 24 * 16384) / 419; // hours of one card between interruptions
const between = (cards) => perCard / cards;
const interval = (stop, cards) => Math.sqrt(2 * stop * between(cards) * 60); // minutes
const lost = (stop, cards) => 100 * Math.sqrt((2 * stop) / (between(cards) * 60));

const rate = 989e12 * 0.4; // FLOP/s of a card at an MFU of 40%
const activation = 4096 * 4096 * 2; // bytes
const allReduce = (n) => (2 * (n - 1)) / n;
const data = allReduce(8) * 14;
const tensor = (4 * 32 * allReduce(8) * activation) / 1e9; // GB
const microbatch = (1000 * 6 * 7e9 * 4096) / (8 * rate); // ms on eight cards

const bubble = (stages, micro) => (100 * (stages - 1)) / (micro + stages - 1);

// 70B on 64 cards.
const zero3 = 3 * 140 * (63 / 64);
const tokens = (zero3 / 50) / ((6 * 70e9) / rate);
const between8 = allReduce(8) * (140 / 8);

export default {
  worked: [
    { says: '5.8', value: perCard / 24 / 365 },
    { says: '3.1', value: between(16384) },
    { says: '50,677', value: perCard },
    { says: ['33 天', '33 days'], value: between(64) / 24 },
    { says: '33.6', value: activation / 1e6 },
    { says: '24.5', value: data },
    { says: ['54 毫秒', '54 ms'], value: (1000 * data) / 450 },
    { says: '1,960', value: (1000 * data) / 12.5 },
    { says: '7.52', value: tensor },
    { says: '16.7', value: (1000 * tensor) / 450 },
    { says: '601', value: (1000 * tensor) / 12.5 },
    { says: '0.07', value: activation / 1e6 / 450 },
    { says: '2.7', value: activation / 1e6 / 12.5 },
    { says: '54.4', value: microbatch },
    { says: '31%', value: (100 * 1000 * tensor) / 450 / microbatch },
    { says: ['11 倍', '11 times'], value: (1000 * tensor) / 12.5 / microbatch },
    { says: '27%', value: bubble(4, 8) },
    { says: '8.6%', value: bubble(4, 32) },
    { says: '47%', value: bubble(8, 8) },
    { says: '16%', value: (100 * 3) / (2 * 8 + 3) },
    { says: '8', value: 256 / 32 },
    { says: ['27 分钟', '27 minutes'], value: interval(2, 16384) },
    { says: '14.7%', value: lost(2, 16384) },
    { says: '7.9', value: interval(1 / 6, 16384) },
    { says: '4.2%', value: lost(1 / 6, 16384) },
    { says: '7.3', value: interval(2, 64) / 60 },
    { says: '0.9%', value: lost(2, 64) },
    { says: '98', value: 7 * (2 + 4 + 4 + 4) },
    { says: '160', value: 64 * 2.5 },
    { says: '1,600', value: 64 * 2.5 * 10 },
    { says: '1120', value: 70 * 16 },
    { says: '5,120', value: 64 * 80 },
    { says: '17.5', value: (70 * 16) / 64 },
    { says: '413', value: zero3 },
    { says: '8.3', value: zero3 / 50 },
    { says: '4.3', value: (6 * 70e9 * 4096) / rate },
    { says: '7,800', value: tokens, digits: 2 },
    { says: '35', value: (70 * 4) / 8 },
    { says: '13', value: (70 * 12) / 64 },
    { says: '48', value: (70 * 4) / 8 + (70 * 12) / 64 },
    { says: '30.6', value: between8 },
    { says: '0.61', value: between8 / 50 },
  ],
  given: [
    { says: '16,384', from: 'Llama 3 paper: H100s' },
    { says: '419', from: 'Llama 3 paper: unexpected interruptions in 54 days' },
    { says: '4,096', from: 'the example: width and sequence length' },
    { says: '450', from: 'NVIDIA H100 data sheet: NVLink, GB/s one way' },
    { says: '12.5', from: '100 Gb/s in GB/s' },
    { says: '100 Gb/s', from: 'the example: network' },
    { says: '400 Gb/s', from: 'the question: network of a card' },
    { says: '256', from: 'the example: sequences of a global batch' },
    { says: '2.5', from: 'the example: dollars of a GPU-hour' },
    { says: '1.1', from: 'a threshold to start with' },
  ],
};
