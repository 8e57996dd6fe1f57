/** What stands on the page, and the computation that yields it. */
const effective = (n, m, rho) => (n * m) / (1 + (m - 1) * rho);
const n = 1000;
const m = 10;
const discount = (flipped) => (1 - 2 * flipped) ** 2;

// A turn drawn from ±180°: upside down within 45° on either side; 6 and 9 are two of ten classes.
const upsideDown = (2 * 45) / 360;
const flippedDigits = upsideDown * (2 / 10);

// Synthetic text, in yuan: assumed prices per million tokens.
const price = { input: 2, output: 8 };
const items = 10e3;
const backTranslation = items * 30 * 2;
const instructions = (items / 1e6) * (500 * price.input + 300 * price.output);
const audit = 400 * 2;
const usable = items * 0.7;

export default {
  worked: [
    { says: '1,220', value: effective(n, m, 0.8), digits: 3 },
    { says: '988', value: effective(n, m, 0.8) * discount(0.05) },
    { says: '1,047', value: effective(n, m, 0.95) },
    { says: '1,818', value: effective(n, m, 0.5) },
    { says: '1,053', value: n / 0.95 },
    { says: '1,250', value: n / 0.8 },
    { says: '2,000', value: n / 0.5 },
    { says: '98%', value: (100 * effective(n, m, 0.8)) / (n / 0.8) },
    { says: '5%', value: 100 * flippedDigits },
    { says: '20%', value: (100 * 2) / 10 },
    { says: '0.81', value: discount(0.05) },
    { says: ['60 万', '600,000'], value: backTranslation },
    { says: '6', value: (backTranslation / 1e6) * (price.input + price.output) },
    { says: '34', value: instructions },
    { says: '800', value: audit },
    { says: '0.12', value: (instructions + audit) / usable },
    { says: '220', value: effective(n, m, 0.8) - n, digits: 2 },
    { says: '9,000', value: n * m - n },
  ],
  given: [
    { says: '1,000', from: 'the example: pictures' },
    { says: ['180°', '180°'], from: 'the example: the turn' },
    { says: '500', from: 'the example: tokens read for an instruction' },
    { says: '300', from: 'the example: tokens written for an instruction' },
    { says: '400', from: 'the example: items that people check' },
    { says: '100', from: 'the example: samples relabelled for each transform' },
    { says: '0.8', from: 'the example: correlation of copies' },
  ],
};
