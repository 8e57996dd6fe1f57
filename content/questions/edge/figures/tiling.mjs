import { svg, line, polyline, circle, text, scale, pick } from '../../../figureKit.mjs';

/** Bytes read by the product of two matrices of 1,024 × 1,024 in fp32, by the side of the tile. */
const n = 1024;
const read = (t) => ((2 * n ** 3) / t) * 4;
const floor = 2 * n * n * 4;
const x = scale(0, 10, 80, 590);
const y = scale(6, 10, 262, 60);
const tiles = Array.from({ length: 11 }, (_, i) => 2 ** i);
const labels = { 6: '1 MB', 7: '10 MB', 8: '100 MB', 9: '1 GB', 10: '10 GB' };
const size = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${Math.round(bytes / 1e6)} MB`);

export default (lang) => svg(640, 322, pick(lang, '块边长与读入的字节', 'Side of the tile and bytes read'),
  text(20, 24, pick(lang, '读入的字节（对数刻度）', 'bytes read (log scale)'), 'm'),
  [6, 7, 8, 9, 10].map((p) => line(80, y(p), 590, y(p), p > 6 ? 'grid' : 'axis') + text(72, y(p) + 4, labels[p], 's end')),
  tiles.map((t, i) => text(x(i), 281, t, 's mid')),
  text(335, 308, pick(lang, '块边长 T（对数刻度）', 'side T of the tile (log scale)'), 'm mid'),
  line(80, y(Math.log10(floor)), 590, y(Math.log10(floor)), 'b dash'),
  text(88, y(Math.log10(floor)) - 8, pick(lang, `下限 ${(floor / 1e6).toFixed(1)} MB：各读一次`, `floor ${(floor / 1e6).toFixed(1)} MB: each read once`), 't'),
  polyline(tiles.map((t, i) => [x(i), y(Math.log10(read(t)))]), 'a'),
  [0, 3, 6, 7].map((i) => circle(x(i), y(Math.log10(read(tiles[i]))), 4, 'fa') + text(x(i) + 9, y(Math.log10(read(tiles[i]))) - 7, size(read(tiles[i])), 'h')));
