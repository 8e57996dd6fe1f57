/** What stands on the page, and the computation that yields it. */
const parameters = 7e9;
const needed = 20 * parameters;
const owned = 200e3 * 400;
const [z, power, delta] = [1.96, 0.8416, 0.02]; // 5% two-sided, 80% power, two points
const variance = (p) => p * (1 - p);
const margin = (n) => 100 * z * Math.sqrt(variance(0.9) / n);
const paired = (changed) => (z * Math.sqrt(changed) + power * Math.sqrt(changed - delta ** 2)) ** 2 / delta ** 2;
const standardError = Math.sqrt((2 * variance(0.9)) / 200);

/** Φ by Simpson's rule. */
const normal = (x) => {
  const [steps, h] = [1000, x / 1000];
  const f = (t) => Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI);
  let sum = f(0) + f(x);
  for (let i = 1; i < steps; i++) sum += (i % 2 ? 4 : 2) * f(i * h);
  return 0.5 + (sum * h) / 3;
};

export default {
  worked: [
    { says: ['8,000 万', '80 million'], value: owned },
    { says: '0.057', value: (100 * owned) / needed },
    { says: ['1,400 亿', '140 billion'], value: needed },
    { says: '1,750', value: needed / owned },
    { says: '1,875', value: 15e12 / 8e9 },
    { says: '4.2', value: margin(200) },
    { says: '1.9', value: margin(1000) },
    { says: '0.03', value: standardError },
    { says: '50%', value: 100 * 2 * (1 - normal(delta / standardError)) },
    { says: '3,211', value: Math.ceil((z + power) ** 2 * (variance(0.9) + variance(0.92)) / delta ** 2) },
    { says: '1,175', value: Math.ceil(paired(0.06)) },
    { says: '1,200', value: paired(0.06), digits: 2 },
    { says: '391', value: Math.ceil(paired(0.02)) },
    { says: ['50 小时', '50 hours'], value: (300 * 10) / 60 },
    { says: '100', value: (2 * 300 * 10) / 60 },
    { says: '83%', value: 0.85 * 80 + 0.15 * 100 },
    { says: '96.7', value: 100 - 3.3 },
  ],
  given: [
    { says: ['20 万', '200 thousand'], from: 'tickets of the example' },
    { says: '400', from: 'tokens a ticket' },
    { says: '1,000', from: 'LIMA, abstract; and cases of an evaluation set' },
    { says: '200', from: 'cases of an evaluation set; samples a month' },
    { says: '300', from: 'cases of the first evaluation set' },
    { says: '500', from: 'the same, upper end; examples of a fine-tuning set, lower end' },
    { says: '2,000', from: 'examples of a fine-tuning set, upper end' },
    { says: '3.3', from: 'Northcutt, Athalye, Mueller 2021, abstract' },
  ],
};
