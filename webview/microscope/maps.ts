import { type ParameterView, type ResultView, type Shown } from '../../src/microscope/messages';
import { h, icon, withCode } from '../page/dom';
import { filled } from '../page/words';
import { button } from '../ui';
import type { Context } from './context';
import { heatMap } from './heatMap';
import { legend } from './legend';
import { post } from './host';

const ORDER: readonly Shown[] = ['relative', 'analytic', 'numeric', 'difference'];

/** A map of each parameter, the worst first, and what they show. */
export function mapsSection(result: ResultView, context: Context): HTMLElement {
  const { strings, shown } = context;
  return h(
    'section',
    { 'aria-labelledby': 'ui-gradients' },
    h('h2', { id: 'ui-gradients' }, strings.gradients),
    h('div', { class: 'map-bar' }, shownSwitch(context), h('p', { class: 'muted', id: 'ui-shown' }, strings[`${shown}Hint`])),
    legend(result, context),
    h('div', { class: 'maps' }, ...result.parameters.map((parameter) => map(parameter, context))),
    h('p', { class: 'muted map-help' }, strings.help),
  );
}

function shownSwitch({ strings, shown, setShown }: Context): HTMLElement {
  const segments = ORDER.map((each) => {
    const element = h('button', { type: 'button', class: 'segment', 'data-key': `show-${each}`, 'aria-pressed': String(each === shown), 'aria-describedby': 'ui-shown' }, strings[each]);
    element.addEventListener('click', () => setShown(each));
    return element;
  });
  return h('div', { class: 'segments', role: 'group', 'aria-label': strings.show }, ...segments);
}

const ICONS = { right: 'check', wrong: 'cross', problem: 'alert' } as const;

function map(parameter: ParameterView, context: Context): HTMLElement {
  const { strings, language, shown } = context;
  const { name, shape, state, wrong, total, notes, scale } = parameter;
  return h(
    'article',
    { class: 'map', id: `ui-${name}`, tabindex: -1, 'data-key': `map-${name}`, 'aria-labelledby': `ui-${name}-name` },
    h(
      'div',
      { class: 'map-head' },
      h('h3', { id: `ui-${name}-name` }, h('code', {}, name), ' ', h('span', { class: 'map-shape' }, shape)),
      h('span', { class: `map-state state-${state}` }, icon(ICONS[state]), state === 'wrong' ? filled(strings.wrong, { wrong, total }) : strings[state]),
      button({ key: `goto-${name}`, label: filled(strings.goToLineOf, { at: name }) }, () => post({ type: 'goto', parameter: name }), strings.goToLine),
    ),
    ...notes.map((note) => h('p', { class: 'map-note' }, ...withCode(note[language]))),
    heatMap(parameter, context),
    shown !== 'relative' && h('p', { class: 'muted map-scale' }, filled(strings.scale, { value: scale })),
  );
}
