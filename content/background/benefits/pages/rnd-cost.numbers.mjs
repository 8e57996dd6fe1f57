/** What stands on the page, and the computation that yields it. */
const [input, output, hit] = [2e-6, 8e-6, 0.04e-6]; // yuan a token

const plan = { features: 5, training: 5, data: 4, evaluation: 3, integration: 3 };
const weeks = Object.values(plan).reduce((a, b) => a + b);
const f = (plan.features + plan.training) / weeks;
const speedUp = (s) => 1 / (1 - f + f / s);
const now = weeks / speedUp(5) + 3;

const saved = (weeks - now) * 3 * 8000;
const request = 1500 * input + 400 * output;
const inference = 600e3 * request;
const monthly = inference + 8000 - 4000;

const cached = 1100 * hit + 400 * input + 400 * output;
const fixed = 2 * 10e3 + 60e3 / 12;
const volume = fixed / cached;

const judged = 300 * (2000 * input + 200 * output);

export default {
  worked: [
    { says: ['20 周', '20 weeks'], value: weeks },
    { says: '1.67', value: speedUp(5) },
    { says: ['12 周', '12 weeks'], value: weeks / speedUp(5) },
    { says: ['15 周', '15 weeks'], value: now },
    { says: '1.33', value: weeks / now },
    { says: '25%', value: 100 * (1 - now / weeks) },
    { says: ['12 万', '120 thousand'], value: saved },
    { says: '0.0062', value: request },
    { says: '3,720', value: inference },
    { says: '7,720', value: monthly },
    { says: '15.5', value: saved / monthly },
    { says: '0.0040', value: cached },
    { says: '25,000', value: fixed },
    { says: ['618 万', '6.18 million'], value: volume },
    { says: ['20.6 万', '206 thousand'], value: volume / 30 },
    { says: '954', value: (volume * 400) / (30 * 86400) },
    { says: ['50 小时', '50 hours'], value: (300 * 10) / 60 },
    { says: '1.68', value: judged },
    { says: ['差 39', '39 points'], value: 20 + 19 },
  ],
  given: [
    { says: '8,000', from: 'yuan for a week of a person in the example' },
    { says: '4,000', from: 'yuan a month for labels and retraining in the old way' },
    { says: '1,500', from: 'input of the example’s request' },
    { says: '1,100', from: 'of it the fixed prefix' },
    { says: '400', from: 'output of the example’s request' },
    { says: '0.04', from: 'DeepSeek, price page, October 2026, deepseek-flash, cache hit at peak hours, yuan per million' },
    { says: '300', from: 'cases of the evaluation set' },
    { says: '2,000', from: 'tokens that the judge reads' },
    { says: '200', from: 'tokens that the judge writes' },
    { says: ['60 万', '600 thousand'], from: 'requests a month of the example' },
    { says: '55.8', from: 'Peng et al. 2023, abstract' },
  ],
};
