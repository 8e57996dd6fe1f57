import { line, pick, rect, scale, svg, text } from '../../../figureKit.mjs';

// Two lists with the same hits at different places: the same recall, another NDCG.
const PLACES = 5;
const WANTED = 3;
const LISTS = [[1, 4], [4, 5]];
const gain = (place) => 1 / Math.log2(place + 1);
const sum = (places) => places.reduce((all, place) => all + gain(place), 0);
const ideal = sum(Array.from({ length: WANTED }, (_, i) => i + 1));

const Y = scale(0, 1, 190, 50);
export default (lang) =>
  svg(
    640,
    250,
    pick(lang, '两张列表，各命中两件，位置不同', 'Two lists with two hits each, at different places'),
    LISTS.map((hits, k) => {
      const left = 30 + k * 310;
      return [
        text(left + 135, 24, pick(lang, `命中第 ${hits.join('、')} 位`, `hits at places ${hits.join(' and ')}`), 'h mid'),
        line(left, 190, left + 270, 190, 'axis'),
        Array.from({ length: PLACES }, (_, i) => i + 1).map((place) => {
          const x = left + 8 + (place - 1) * 53;
          const hit = hits.includes(place);
          return [
            rect(x, Y(gain(place)), 42, 190 - Y(gain(place)), hit ? 'fa' : 'pa', 2),
            text(x + 21, Y(gain(place)) - 6, gain(place).toFixed(3), hit ? 'h mid' : 's mid'),
            text(x + 21, 208, String(place), 's mid'),
          ];
        }),
        text(left + 135, 236, `P@5 = ${(hits.length / PLACES).toFixed(1)} · recall@5 = ${(hits.length / WANTED).toFixed(3)} · NDCG@5 = ${(sum(hits) / ideal).toFixed(3)}`, 't mid'),
      ];
    }),
  );
