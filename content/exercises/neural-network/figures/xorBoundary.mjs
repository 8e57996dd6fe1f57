import { circle, line, normal, path, pick, scale, svg, text, uniform } from '../../../figureKit.mjs';

// A network with 8 tanh units trained on XOR (whole batch, rate 0.5): what it believes before and after.
const X = [[0, 0], [0, 1], [1, 0], [1, 1]];
const CLASS = [0, 1, 1, 0];
const HIDDEN = 8;

const u = uniform(1);
const W1 = Array.from({ length: 2 }, () => Array.from({ length: HIDDEN }, () => normal(u) / Math.sqrt(2)));
const b1 = Array(HIDDEN).fill(0);
const W2 = Array.from({ length: HIDDEN }, () => Array.from({ length: 2 }, () => normal(u) / Math.sqrt(HIDDEN)));
const b2 = [0, 0];

const hidden = (x) => b1.map((b, j) => Math.tanh(b + x[0] * W1[0][j] + x[1] * W1[1][j]));
const probabilityOfOne = (a) => {
  const [z0, z1] = b2.map((b, k) => b + a.reduce((sum, v, j) => sum + v * W2[j][k], 0));
  return 1 / (1 + Math.exp(z0 - z1));
};

const SIDE = 26;
const grid = () => Array.from({ length: SIDE }, (_, r) => Array.from({ length: SIDE }, (_, c) => probabilityOfOne(hidden([-0.3 + (1.6 * (c + 0.5)) / SIDE, -0.3 + (1.6 * (r + 0.5)) / SIDE]))));

function epoch(rate) {
  const states = X.map((x) => ({ x, a: hidden(x) }));
  const d = states.map(({ a }, n) => (probabilityOfOne(a) - CLASS[n]) / X.length); // dz2 is (−d, d)
  const da = states.map((_, n) => W2.map((row) => d[n] * (row[1] - row[0])));
  states.forEach(({ x, a }, n) => {
    for (let j = 0; j < HIDDEN; j++) {
      const dz = da[n][j] * (1 - a[j] ** 2);
      W2[j][0] += rate * a[j] * d[n];
      W2[j][1] -= rate * a[j] * d[n];
      W1[0][j] -= rate * x[0] * dz;
      W1[1][j] -= rate * x[1] * dz;
      b1[j] -= rate * dz;
    }
    b2[0] += rate * d[n];
    b2[1] -= rate * d[n];
  });
}

const meanLoss = () => -X.reduce((sum, x, n) => sum + Math.log(CLASS[n] ? probabilityOfOne(hidden(x)) : 1 - probabilityOfOne(hidden(x))), 0) / X.length;

const pictures = [];
let done = 0;
for (const until of [0, 50, 2000]) {
  for (; done < until; done++) epoch(0.5);
  pictures.push({ until, grid: grid(), loss: meanLoss() });
}

const EDGE = 190;
const panel = ({ until, grid, loss }, i, lang) => {
  const left = 12 + i * 213;
  const H = scale(-0.3, 1.3, left, left + EDGE);
  const V = scale(-0.3, 1.3, 40 + EDGE, 40);
  const cell = EDGE / SIDE;
  const r = (n) => Math.round(n * 10) / 10;
  // One path per class, row by row, so that the picture stays small.
  const area = (wanted) =>
    grid.map((row, k) => {
      let d = '';
      for (let c = 0; c < SIDE; ) {
        let end = c;
        while (end < SIDE && (row[end] >= 0.5) === wanted) end++;
        if (end > c) d += `M${r(left + c * cell)} ${r(40 + EDGE - (k + 1) * cell)}h${r((end - c) * cell)}v${r(cell + 0.3)}h${r((c - end) * cell)}z`;
        c = Math.max(end, c + 1);
      }
      return d;
    }).join('');
  return [
    path(area(false), 'pa'),
    path(area(true), 'pb'),
    line(left, 40 + EDGE, left + EDGE, 40 + EDGE, 'axis'),
    line(left, 40, left, 40 + EDGE, 'axis'),
    X.map((x, n) => [circle(H(x[0]), V(x[1]), 8, CLASS[n] ? 'fb' : 'fa'), text(H(x[0]) + 13, V(x[1]) + 5, String(CLASS[n]), 'h')]),
    text(left + EDGE / 2, 22, until === 0 ? pick(lang, '训练前', 'before training') : pick(lang, `${until.toLocaleString('en')} 轮之后`, `after ${until.toLocaleString('en')} epochs`), 'h mid'),
    text(left + EDGE / 2, 40 + EDGE + 22, `L = ${loss.toFixed(loss < 0.01 ? 4 : 2)}`, 't mid'),
  ];
};

export default (lang) =>
  svg(640, 264, pick(lang, 'XOR 的决策区域：训练前、50 轮、2,000 轮', 'Decision regions on XOR before training, after 50 and 2,000 epochs'), pictures.map((picture, i) => panel(picture, i, lang)));
