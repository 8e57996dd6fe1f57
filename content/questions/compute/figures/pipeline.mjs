import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';

/**
 * The 1F1B schedule of `stages` stages and `micro` microbatches, played out: a backward pass takes twice a
 * forward pass, a stage runs a backward pass as soon as it may, and holds at most as many microbatches as
 * stages lie from it to the end.
 */
const [stages, micro, forward, backward] = [4, 8, 1, 2];
function schedule() {
  const done = { F: Array.from({ length: stages }, () => []), B: Array.from({ length: stages }, () => []) };
  const free = new Array(stages).fill(0);
  const order = Array.from({ length: stages }, (_, s) => {
    const warm = Math.min(micro, stages - s);
    const list = Array.from({ length: warm }, (_, i) => ['F', i]);
    for (let i = 0; i < micro; i++) list.push(['B', i], ...(i + warm < micro ? [['F', i + warm]] : []));
    return list;
  });
  const blocks = [];
  for (let left = order.flat().length; left > 0;) {
    for (let s = 0; s < stages; s++) {
      const [kind, i] = order[s][0] ?? [];
      if (kind === undefined) continue;
      const before = kind === 'F' ? (s === 0 ? 0 : done.F[s - 1][i]) : s === stages - 1 ? done.F[s][i] : done.B[s + 1][i];
      if (before === undefined) continue;
      const from = Math.max(free[s], before);
      const to = from + (kind === 'F' ? forward : backward);
      done[kind][s][i] = free[s] = to;
      blocks.push({ stage: s, kind, i, from, to });
      order[s].shift();
      left--;
    }
  }
  return blocks;
}
const blocks = schedule();
const end = Math.max(...blocks.map((block) => block.to));
export const idle = 1 - (micro * (forward + backward)) / end;
const x = scale(0, end, 80, 620);

export default (lang) => svg(640, 250, pick(lang, '四段流水线的 1F1B 排程', 'The 1F1B schedule of a pipeline with four stages'),
  blocks.map(({ stage, kind, i, from, to }) => {
    const top = 44 + stage * 40;
    return rect(x(from), top, x(to) - x(from), 32, kind === 'F' ? 'pa' : 'pb') + line(x(from), top, x(from), top + 32, 'grid') + text((x(from) + x(to)) / 2, top + 21, i + 1, 's mid');
  }),
  Array.from({ length: stages }, (_, s) => text(70, 65 + s * 40, pick(lang, `第 ${s + 1} 段`, `stage ${s + 1}`), 't end') + rect(80, 44 + s * 40, 540, 32, 'axis')),
  rect(80, 14, 14, 14, 'pa'), text(100, 26, pick(lang, '前向', 'forward'), 't'),
  rect(180, 14, 14, 14, 'pb'), text(200, 26, pick(lang, '反向', 'backward'), 't'),
  rect(290, 14, 14, 14, 'axis'), text(310, 26, pick(lang, `空转：${Math.round(100 * idle)}%`, `idle: ${Math.round(100 * idle)}%`), 'h'),
  text(350, 232, pick(lang, '时间 →（方块里是微批的号码）', 'time → (numbers are microbatches)'), 'm mid'));
