/** What stands on the page, and the computation that yields it. */
const ratings = [[4, 0, 3, 0, 0], [3, 0, 4, 2, 0], [4, 0, 3, 0, 4], [5, 5, 5, 5, 5]];
const tags = [[1, 0, 0], [0, 1, 0], [1, 0, 1], [0, 1, 1], [1, 1, 1]];
const interests = [1, 0, 1];

const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0);
const norm = (a) => Math.sqrt(dot(a, a));
const cosine = (a, b) => dot(a, b) / (norm(a) * norm(b));
const similarity = ratings.map((row) => cosine(ratings[0], row));
const [, A, B, C] = similarity;

/** The collaborative score of an item, shrunk towards `mean` by the weight `prior`. */
const score = (item, k, prior = 0, mean = 0) => {
  const raters = [1, 2, 3].slice(0, k).filter((v) => ratings[v][item] !== 0);
  const weight = raters.reduce((sum, v) => sum + similarity[v], prior);
  return weight === 0 ? 0 : raters.reduce((sum, v) => sum + similarity[v] * ratings[v][item], prior * mean) / weight;
};
const scaled = (values) => values.map((v) => (v - Math.min(...values)) / (Math.max(...values) - Math.min(...values)));
const content = tags.map((row) => cosine(interests, row));
const both = (k) => scaled(tags.map((_, item) => score(item, k)));
const mixed = (item, k, alpha) => alpha * scaled(content)[item] + (1 - alpha) * both(k)[item];
const crossing = (item) => {
  const gap = both(3)[1] - both(3)[item];
  return gap / (gap + scaled(content)[item] - scaled(content)[1]);
};

const gains = (places) => places.reduce((sum, place) => sum + 1 / Math.log2(place + 1), 0);
const ideal = gains([1, 2, 3]);
const perGroup = (16 * 0.05 * 0.95) / 0.0025 ** 2;

export default {
  worked: [
    { says: '0.8165', value: content[4] },
    { says: '0.5', value: content[3] },
    { says: '0.7071', value: content[0] },
    { says: '5.385', value: norm(ratings[1]) },
    { says: '6.403', value: norm(ratings[2]) },
    { says: '11.180', value: norm(ratings[3]) },
    { says: '0.8913', value: A },
    { says: '0.7809', value: B },
    { says: '0.6261', value: C },
    { says: '35', value: dot(ratings[0], ratings[3]) },
    { says: '1.6722', value: A + B },
    { says: '3.467', value: score(0, 2) },
    { says: '3.533', value: score(2, 2) },
    { says: '1.066', value: (A * 2) / (A + B) },
    { says: '0.8', value: cosine(ratings[0], [1, 0, 0, 0, 0]) },
    { says: '4.445', value: score(4, 3) },
    { says: '3.858', value: score(1, 3, 2, 3.5) },
    { says: '3.890', value: score(4, 3, 2, 3.5) },
    { says: '0.9082', value: mixed(4, 2, 0.5) },
    { says: '3.885', value: score(0, 3) },
    { says: '3.933', value: score(2, 3) },
    { says: '3.238', value: score(3, 3) },
    { says: '0.685', value: both(3)[4] },
    { says: '0.28', value: crossing(4) },
    { says: '0.67', value: crossing(3) },
    { says: '0.2', value: 10 / (10 + 40) },
    { says: '1.4307', value: gains([1, 4]) },
    { says: '2.1309', value: ideal },
    { says: '0.6714', value: gains([1, 4]) / ideal },
    { says: '0.671', value: gains([1, 4]) / ideal },
    { says: '0.384', value: gains([4, 5]) / ideal },
    { says: ['110 次', '110 clicks'], value: 90 + 20 },
    { says: '82%', value: (100 * 90) / (90 + 20) },
    { says: ['甲是 10%', 'clicked 10%'], value: (100 * 90) / 900 },
    { says: ['乙是 20%', 'Y 20%'], value: (100 * 20) / 100 },
    { says: '=100', value: 90 / 0.9 },
    { says: '=200', value: 20 / 0.1 },
    { says: '121600', value: perGroup },
    { says: ['12 万', '120 thousand'], value: perGroup, digits: 2 },
    { says: ['12 天', '12 days'], value: (2 * perGroup) / 20e3 },
    { says: '2 TB', value: ((1e6 ** 2 / 2) * 4) / 1e12 },
  ],
  given: [
    { says: ['1,000 次', '1,000 displays'], from: 'displays of the example' },
    { says: ['900 次', '900 times'], from: 'displays of item X, 甲' },
    { says: ['100 件', 'sample of 100'], from: 'candidates of a sampled evaluation' },
    { says: '0.25', from: 'the change to be seen, in points' },
    { says: '80%', from: 'Kohavi et al. 2009: 16 is for 95% confidence and a power of 80%' },
  ],
};
