import { circle, line, pick, polyline, scale, svg, text } from '../../../figureKit.mjs';

// The page's example with k = 3: the mixed score of the three items that the user has not rated, over alpha.
const ratings = [[4, 0, 3, 0, 0], [3, 0, 4, 2, 0], [4, 0, 3, 0, 4], [5, 5, 5, 5, 5]];
const tags = [[1, 0, 0], [0, 1, 0], [1, 0, 1], [0, 1, 1], [1, 1, 1]];
const interests = [1, 0, 1];
const UNRATED = [4, 3, 1];

const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0);
const cosine = (a, b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
const others = [1, 2, 3];
const similarity = ratings.map((row) => cosine(ratings[0], row));
const collaborative = tags.map((_, item) => {
  const raters = others.filter((v) => ratings[v][item] !== 0);
  const weight = raters.reduce((sum, v) => sum + similarity[v], 0);
  return weight === 0 ? 0 : raters.reduce((sum, v) => sum + similarity[v] * ratings[v][item], 0) / weight;
});
const scaled = (values) => values.map((v) => (v - Math.min(...values)) / (Math.max(...values) - Math.min(...values)));
const [content, others01] = [scaled(tags.map((row) => cosine(interests, row))), scaled(collaborative)];
const mixed = (item, alpha) => alpha * content[item] + (1 - alpha) * others01[item];
/** Where item 1 loses its place to `item`. */
const crossing = (item) => (others01[1] - others01[item]) / (others01[1] - others01[item] + content[item] - content[1]);

const X = scale(0, 1, 60, 560);
const Y = scale(0, 1, 250, 24);
const classes = { 4: 'a', 3: 'c', 1: 'b' };
export default (lang) =>
  svg(
    640,
    310,
    pick(lang, 'k = 3 时三件未评物品的混合分数随 alpha 的变化', 'Mixed scores of the three unrated items over alpha, k = 3'),
    [0, 0.25, 0.5, 0.75, 1].map((v) => [line(X(0), Y(v), X(1), Y(v), 'grid'), text(52, Y(v) + 4, String(v), 's end'), text(X(v), 270, String(v), 's mid')]),
    line(X(0), Y(0), X(1), Y(0), 'axis'),
    line(X(0), Y(0), X(0), Y(1), 'axis'),
    UNRATED.map((item) => [polyline([[X(0), Y(mixed(item, 0))], [X(1), Y(mixed(item, 1))]], classes[item]), text(X(1) + 8, Y(mixed(item, 1)) + (item === 1 ? -4 : 4), pick(lang, `物品 ${item}`, `item ${item}`), 'h')]),
    [4, 3].map((item) => [circle(X(crossing(item)), Y(mixed(1, crossing(item))), 5, 'fd'), text(X(crossing(item)), Y(mixed(1, crossing(item))) + (item === 4 ? -12 : 24), crossing(item).toFixed(2), 't mid')]),
    text(X(0.5), 298, pick(lang, 'alpha：0 只看别人的评分，1 只看内容', 'alpha: 0 others’ ratings alone, 1 content alone'), 't mid'),
  );
