/** What stands on the page, and the computation that yields it. */
const product = (...links) => links.reduce((a, b) => a * b, 1);
const chain = (r, weak = r) => 100 * product(r, r, r, r, r, weak);
const lines = (n) => (n * (n - 1)) / 2;
const seen = (share, read) => 100 * (1 - (1 - share) ** read);
/** Wilson's 95% interval of a share, in per cent: its lower and upper end. */
const interval = (hits, n, z = 1.96) => {
  const [p, d] = [hits / n, 1 + z ** 2 / n];
  const half = (z / d) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  return [-half, half].map((side) => 100 * ((p + z ** 2 / (2 * n)) / d + side));
};

export default {
  worked: [
    { says: '73.5', value: chain(0.95) },
    { says: '94.1', value: chain(0.99) },
    { says: '76.1', value: chain(0.99, 0.8) },
    { says: '90.3', value: chain(0.99, 0.95) },
    { says: '2.6', value: chain(0.99, 0.8) - chain(0.95) },
    { says: '14.3', value: chain(0.99, 0.95) - chain(0.99, 0.8) },
    { says: ['是 53%', 'of 53'], value: interval(15, 20)[0] },
    { says: '89%', value: interval(15, 20)[1] },
    { says: '120', value: 20 * 3 * 2 },
    { says: ['50 小时', '50 hours'], value: (300 * 10) / 60 },
    { says: '99.5', value: seen(0.1, 50) },
    { says: '63.6', value: seen(0.02, 50) },
    { says: '2.5', value: (50 * 3) / 60 },
    { says: ['3 条', '3 for'], value: lines(3) },
    { says: ['36 条', '36 for'], value: lines(9) },
  ],
  given: [
    { says: '0.95', from: 'reliability of a link in the example' },
    { says: '0.99', from: 'reliability of a link in the example' },
    { says: '0.80', from: 'reliability of the weak link in the example' },
    { says: '0.75', from: 'reliability of the weak link in the snippet' },
    { says: '300', from: 'cases of the evaluation set' },
  ],
};
