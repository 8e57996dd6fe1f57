import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';

// The page’s plan in weeks: building (features, training), evaluation, and the rest (data, integration).
const parts = [
  { cls: 'fa', zh: '特征与训练', en: 'features and training' },
  { cls: 'fb', zh: '评测', en: 'evaluation' },
  { cls: 'fc', zh: '数据与集成', en: 'data and integration' },
];
const rows = [
  { zh: '原计划', en: 'the plan', weeks: [10, 3, 7] },
  { zh: '前两项快 5 倍', en: 'first two 5× faster', weeks: [10 / 5, 3, 7] },
  { zh: '再加新增评测', en: 'and more evaluation', weeks: [10 / 5, 6, 7] },
];

/** The weeks of the project, before and after. */
export default (lang) => {
  const x = scale(0, 22, 170, 610);
  const out = [];
  for (const w of [0, 5, 10, 15, 20]) out.push(line(x(w), 50, x(w), 194, w ? 'grid' : 'axis'), text(x(w), 212, String(w), 's mid'));
  rows.forEach((row, i) => {
    const y = 60 + i * 46;
    let at = 0;
    out.push(text(160, y + 20, pick(lang, row.zh, row.en), 't end'));
    row.weeks.forEach((w, j) => {
      out.push(rect(x(at), y, x(at + w) - x(at), 30, parts[j].cls));
      at += w;
    });
    out.push(text(x(at) + 8, y + 20, String(at), 'h'));
  });
  parts.forEach((part, j) => {
    const at = pick(lang, [170, 290, 370], [170, 345, 455])[j];
    out.push(rect(at, 16, 14, 14, part.cls), text(at + 20, 28, pick(lang, part.zh, part.en), 't'));
  });
  out.push(text(390, 234, pick(lang, '周', 'weeks'), 'm mid'));
  return svg(640, 246, pick(lang, '项目周数：原计划 20，加速后 12，加上评测 15', 'Weeks of the project: 20 as planned, 12 after the speed-up, 15 with the added evaluation'), out);
};
