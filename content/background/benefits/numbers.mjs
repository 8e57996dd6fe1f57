/** What stands on the page, and the computation that yields it. The ticket is the one of pages/business-models. */
const model = (16050 * 2 + 1200 * 8) / 1e6;
const wrong = 0.01 * 20;
const cost = (r, m = model) => m + wrong + (1 - r) * 6;
const [before, after] = [0.95 ** 10, 0.99 ** 10];

export default {
  worked: [
    { says: '59.9', value: 100 * before },
    { says: '90.4', value: 100 * after },
    { says: '2.64', value: cost(0.6) },
    { says: '2.36', value: 5 - cost(0.6) },
    { says: '21%', value: 100 * (1 - (5 - model - wrong) / 6) },
    { says: '2.65', value: cost(before) },
    { says: '0.82', value: cost(after) },
    { says: '0.04', value: model },
    { says: '0.42', value: 10 * model },
    { says: '1.19', value: cost(after, 10 * model) },
  ],
  given: [
    { says: '100', from: 'answers of the classifier' },
    { says: '200', from: 'samples' },
  ],
};
