/** What stands on the page, and the computation that yields it. */
const parameters = 7e9;
const reported = { tokens: 2e12, hours: 184320 }; // Llama 2 7B
const dollars = 2;
const speed = (6 * parameters * reported.tokens) / (reported.hours * 3600);
const hours = (k, tokens) => (k * parameters * tokens) / speed / 3600;
const optimal = 20 * parameters;
const perInterruption = (54 * 24 * 16384) / 419;

export default {
  worked: [
    { says: '127', value: speed / 1e12 },
    { says: '40.6', value: (100 * speed) / 312e12 },
    { says: '0.84', value: (4 * parameters * 30e6) / 1e18 },
    { says: '1.26', value: (6 * parameters * 30e6) / 1e18 },
    { says: '5.88', value: (6 * parameters * optimal) / 1e21 },
    { says: '8.4', value: (6 * parameters * 2e12) / 1e22 },
    { says: '1.51', value: (6 * parameters * 36e12) / 1e24 },
    { says: '1.8', value: hours(4, 30e6) },
    { says: '2.8', value: hours(6, 30e6) },
    { says: ['1,400 亿', '140 billion'], value: optimal },
    { says: ['1.3 万', '13 thousand'], value: hours(6, optimal) },
    { says: ['2.6 万', '26 thousand'], value: dollars * hours(6, optimal) },
    { says: ['18 万', '180 thousand'], value: hours(6, 2e12), digits: 2 },
    { says: ['18 万', '180,000'], value: hours(6, 2e12), digits: 2 },
    { says: ['37 万', '370 thousand'], value: dollars * hours(6, 2e12), digits: 2 },
    { says: ['332 万', '3.32 million'], value: hours(6, 36e12) },
    { says: ['664 万', '6.64 million'], value: dollars * hours(6, 36e12) },
    { says: ['6.7 万', '67 thousand'], value: hours(6, 2e12) / hours(6, 30e6) },
    { says: ['9,000 万', '90 million'], value: 3 * 30e6 },
    { says: '10.8', value: (24 * 3 * 30e6) / 200e6 },
    { says: '112', value: (16 * parameters) / 1e9 },
    { says: '5.6', value: 1 / (1 - 0.822) },
    { says: ['5.1 万', '51 thousand'], value: perInterruption },
    { says: '257', value: 36e12 / optimal },
  ],
  given: [
    { says: ['2 亿', '200 million'], from: 'tokens a day of a product, assumed' },
    { says: ['3,000 万', '30 million'], from: 'tokens of the fine-tuning: 10 million, three passes' },
    { says: '184,320', from: 'Llama 2 paper, A100-80GB hours of the 7B model' },
    { says: '312', from: 'NVIDIA A100 data sheet, bf16 TFLOP/s' },
    { says: '405', from: 'name of the model' },
    { says: '82.2', from: 'Morrison, Smith, Strubell 2026, abstract' },
    { says: '16,384', from: 'Llama 3 paper, cards' },
    { says: '419', from: 'Llama 3 paper, unexpected interruptions in 54 days' },
  ],
};
