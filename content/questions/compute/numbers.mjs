/** What stands on the topic's page, and the computation that yields it. */
const flop = 6 * 7e9 * 2e12;
const hours = (mfu) => flop / (989e12 * mfu) / 3600;
const days = (cards) => hours(0.4) / cards / 24;
const dollars = (mfu) => hours(mfu) * 2.5;

const activations = (perLayer, layers = 32) => (perLayer * 4096 * 4096 * layers) / 1e9;
const ring = (rate, n = 8) => ((2 * (n - 1)) / n) * (14 / rate);
const compute = (6 * 7e9 * 16384) / (989e12 * 0.4);
const exposed = ring(12.5) - (2 / 3) * compute;
const tensor = (4 * 32 * 2 * (7 / 8) * 4096 * 4096 * 2) / 1e9;
const between = (cards) => (54 * 24 * 16384) / 419 / cards; // hours
const lost = (stop) => 100 * Math.sqrt((2 * stop) / (between(16384) * 60));

export default {
  worked: [
    { says: '112 GB', value: 7 * 16 },
    { says: '14 GB', value: (7 * 16) / 8 },
    { says: '14.6 GB', value: 7 * 2 + 0.04 * 16 },
    { says: '58,982', value: hours(0.4) },
    { says: ['14.7 万', '147 thousand'], value: dollars(0.4) },
    { says: ['4.9 万', '49 thousand'], value: dollars(0.3) - dollars(0.4) },
    { says: '8.4', value: flop / 1e22 },
    { says: '38.4', value: days(64) },
    { says: '19.2', value: days(128) },
    { says: '18.3', value: activations(34) },
    { says: '1.64', value: activations(2) + activations(34, 1) },
    { says: '33%', value: 100 * (8 / 6 - 1) },
    { says: '1.43', value: 4.8 / 3.35 },
    { says: '1.96', value: ring(12.5) },
    { says: '1.74', value: compute },
    { says: '0.80', value: exposed },
    { says: '47%', value: (100 * compute) / (compute + ring(12.5)) },
    { says: '68%', value: (100 * compute) / (compute + exposed) },
    { says: '601', value: (1000 * tensor) / 12.5 },
    { says: '16.7', value: (1000 * tensor) / 450 },
    { says: ['11 倍', '11 times'], value: tensor / 12.5 / ((6 * 7e9 * 4096) / (8 * 989e12 * 0.4)) },
    { says: '27%', value: (100 * 3) / (8 + 3) },
    { says: '8.6%', value: (100 * 3) / (32 + 3) },
    { says: '14.7%', value: lost(2) },
    { says: '4.2%', value: lost(1 / 6) },
    { says: ['33 天', '33 days'], value: between(64) / 24 },
  ],
  given: [
    { says: '2.5', from: 'the example: dollars of a GPU-hour' },
    { says: '128', from: 'the example: cards' },
    { says: '100 Gb/s', from: 'the example: network of a machine' },
    { says: '16,384', from: 'Llama 3 paper: H100s' },
    { says: '100%', from: 'what a monitor shows' },
    { says: '100', from: 'steps of the trial run' },
  ],
};
