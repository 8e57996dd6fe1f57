/** What stands on the page, and the computation that yields it. */
const [input, output] = [2e-6, 8e-6]; // yuan a token

// One conversation of six turns: the history before turn i holds i questions and answers.
const turns = 6;
const history = (50 + 200) * (0 + 1 + 2 + 3 + 4 + 5);
const read = turns * 2000 + turns * 50 + history;
const written = turns * 200;
const model = read * input + written * output;
const wrong = 0.01 * 20;
const [human, escalated] = [5, 6];
const cost = (r) => model + wrong + (1 - r) * escalated;
const saved = human - cost(0.6);
const net = 50e3 * saved - 30e3;

// One subscription.
const request = 1500 * input + 400 * output;
const typical = 600 * request;
const heavy = 20 * typical;
const average = 0.95 * typical + 0.05 * heavy;

// An agent of ten calls.
const agent = Array.from({ length: 10 }, (_, i) => 2000 + 1000 * i).reduce((a, b) => a + b);

export default {
  worked: [
    { says: '5,000', value: 100 * 50 },
    { says: ['0.01 元', '0.01 yuan'], value: 100 * 50 * input },
    { says: '1,200', value: written },
    { says: '0.0417', value: model },
    { says: ['0.2 元', '0.2 yuan'], value: wrong },
    { says: '2.64', value: cost(0.6) },
    { says: '2.36', value: saved },
    { says: '20.7%', value: 100 * (1 - (human - model - wrong) / escalated) },
    { says: '1.6%', value: (100 * model) / cost(0.6) },
    { says: '0.06', value: 0.01 * escalated },
    { says: '12,722', value: Math.ceil(30e3 / saved) },
    { says: ['8.79 万', '87.9 thousand'], value: net },
    { says: '2.3', value: 200e3 / net },
    { says: '0.0062', value: request },
    { says: '3.72', value: typical },
    { says: '87.6%', value: 100 * (1 - typical / 30) },
    { says: '88%', value: 100 * (1 - typical / 30) },
    { says: '74.4', value: heavy },
    { says: ['亏 44', '44 yuan'], value: heavy - 30 },
    { says: '7.25', value: average },
    { says: '75.8%', value: 100 * (1 - average / 30) },
    { says: '51%', value: (100 * 0.05 * heavy) / average },
    { says: '3.7', value: typical },
    { says: '65,000', value: agent },
    { says: '32.5', value: agent / 2000 },
    { says: '0.0142', value: request + 1000 * output },
  ],
  given: [
    { says: '100', from: 'candidates of the example' },
    { says: '2,000', from: 'tokens of prompt and documents in the example' },
    { says: '200', from: 'tokens of an answer; thousand yuan of development' },
    { says: '1,500', from: 'input of the example’s request' },
    { says: '400', from: 'output of the example’s request' },
    { says: '600', from: 'requests a month: 20 a day' },
    { says: '1,000', from: 'tokens that each call adds; tokens of thinking' },
    { says: '5,172', from: 'Brynjolfsson et al. 2025, abstract' },
    { says: '0.99', from: 'Fin (Intercom until May 2026), help centre, 2026: US dollars of a resolution' },
    { says: '0.04', from: 'DeepSeek, price page, October 2026, deepseek-flash, cache hit at peak hours' },
    { says: '700', from: 'Klarna, press release of 27 February 2024' },
    { says: '900', from: 'Epoch AI 2025: prices fall 9 to 900 times a year' },
  ],
};
