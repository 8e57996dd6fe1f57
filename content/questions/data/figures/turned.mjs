import { svg, rect, text, polyline, pick } from '../../../figureKit.mjs';

/** Outline of a handwritten 6 around the origin: a stroke that comes down from the top and closes in a loop. */
const six = [
  ...Array.from({ length: 25 }, (_, i) => {
    const t = i / 24;
    return [26 - 52 * t + 8 * t * t, -46 + 64 * t ** 1.3];
  }),
  ...Array.from({ length: 49 }, (_, i) => {
    const a = Math.PI + (i / 48) * 2 * Math.PI;
    return [22 * Math.cos(a) + 4, 22 - 22 * Math.sin(a) * 1.05 - 2];
  }),
];
const turn = (points, degrees) => {
  const a = (degrees * Math.PI) / 180;
  return points.map(([x, y]) => [x * Math.cos(a) - y * Math.sin(a), x * Math.sin(a) + y * Math.cos(a)]);
};

export default (lang) => {
  const views = [
    { degrees: 0, read: '6', cls: 'a' },
    { degrees: 15, read: '6', cls: 'a' },
    { degrees: 90, read: '?', cls: 'b' },
    { degrees: 180, read: '9', cls: 'b' },
  ];
  return svg(640, 210, pick(lang, '同一个 6 旋转 0、15、90、180 度', 'The same 6 turned by 0, 15, 90 and 180 degrees'), views.map(({ degrees, read, cls }, i) => {
    const cx = 88 + i * 155;
    return [rect(cx - 66, 12, 132, 132, 'box', 6), polyline(turn(six, degrees).map(([px, py]) => [cx + px, 78 + py]), cls),
      text(cx, 168, `${degrees}°`, 'm mid'), text(cx, 192, pick(lang, `读作 ${read}，标签 6`, `reads ${read}, label 6`), cls === 'a' ? 't mid' : 'h mid')];
  }));
};
