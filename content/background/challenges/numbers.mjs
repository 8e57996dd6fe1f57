/** What stands on the page, and the computation that yields it. The inputs are those of the four pages. */
const parameters = 7e9;
const speed = (6 * parameters * 2e12) / (184320 * 3600); // Llama 2 7B, as reported
const dollars = (tokens) => (2 * 6 * parameters * tokens) / speed / 3600;
const owned = 200e3 * 400;
const cache = 2 * 32 * 4096 * 2 * 2048;
const seconds = (batch) => (14e9 + batch * cache) / 3.35e12;
const million = (batch) => (2 / 3600) * (seconds(batch) / batch) * 1e6;

export default {
  worked: [
    { says: ['6 美元', '6 dollars'], value: dollars(30e6) },
    { says: ['37 万', '370 thousand'], value: dollars(2e12), digits: 2 },
    { says: ['18 万', '180 thousand'], value: dollars(2e12) / 2, digits: 2 },
    { says: '2.50', value: million(1) },
    { says: '0.25', value: million(32) },
    { says: '4.2', value: 100 * 1.96 * Math.sqrt((0.9 * 0.1) / 200) },
    { says: '73.5', value: 100 * 0.95 ** 6 },
    { says: ['8,000 万', '80 million'], value: owned },
    { says: '1,750', value: (20 * parameters) / owned },
    { says: ['50 小时', '50 hours'], value: (300 * 10) / 60 },
    { says: '120', value: 20 * 3 * 2 },
    { says: '50%', value: (100 * (48 / 0.5) * 1e6) / ((32 / seconds(32)) * 86400) },
  ],
  given: [
    { says: ['20 万', '200 thousand'], from: 'tickets of the example' },
    { says: '200', from: 'samples' },
    { says: '300', from: 'cases of the evaluation set' },
    { says: '500', from: 'the same, upper end' },
  ],
};
