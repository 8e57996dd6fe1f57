import type { Level, ResultView } from '../../src/microscope/messages';
import { h } from '../page/dom';
import { filled } from '../page/words';
import type { Context } from './context';

/** What colour and bar mean. Both say the same, so that neither has to be told apart from its like. */
export function legend({ limits, parameters }: ResultView, { strings, shown }: Context): HTMLElement {
  const cells = parameters.flatMap(({ rows }) => rows.flat());
  const item = (sample: HTMLElement, words: string) => h('li', {}, sample, words);
  const sample = (level: Level, strange = false) => h('span', { class: `sample cell level-${level}${strange ? ' strange' : ''}`, 'aria-hidden': 'true' }, h('span', { class: 'cell-bar' }));
  const shade = (share: number) => {
    const element = h('span', { class: `sample cell value ${share < 0 ? 'negative' : 'positive'}`, 'aria-hidden': 'true' }, h('span', { class: 'cell-bar' }));
    element.style.setProperty('--share', String(Math.abs(share)));
    return element;
  };
  const ends = [
    ...(cells.some(({ strange }) => strange) ? [item(sample(4, true), strings.strange)] : []),
    ...(cells.some(({ level }) => level === 'none') ? [item(sample('none'), strings.nothing)] : []),
  ];
  const items =
    shown === 'relative'
      ? [item(sample(0), strings.within), ...([1, 2, 3] as const).map((level) => item(sample(level), filled(strings.upTo, { limit: limits[level]! }))), item(sample(4), filled(strings.over, { limit: limits[3]! })), ...ends]
      : [item(shade(-1), '−'), item(shade(-0.4), ''), item(shade(0), '0'), item(shade(0.4), ''), item(shade(1), '+'), ...(shown === 'numeric' ? [] : ends)];
  return h('ul', { class: shown === 'relative' ? 'legend' : 'legend legend-values', 'aria-label': strings.legend }, ...items);
}
