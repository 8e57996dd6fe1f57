import type { BackendView, ComputeStrings, Remedy, ReportView } from '../../src/compute/messages';
import type { WorkSize } from '../../src/runner/pool';
import { h, icon, withCode, words } from '../page/dom';
import { button } from '../ui';
import { post } from './host';
import { filled, SIZES, type Context } from './report';

/** Each backend with its device and times, or with the reason why not. */
export function backendsSection({ backends }: ReportView, context: Context): HTMLElement {
  const { strings } = context;
  return h(
    'section',
    { 'aria-labelledby': 'ui-backends' },
    h('h2', { id: 'ui-backends' }, strings.backends),
    h('p', { class: 'muted' }, strings.backendsHint),
    h('ul', { class: 'rows' }, ...backends.map((one) => row(one, context))),
  );
}

function row(one: BackendView, { language, strings }: Context): HTMLElement {
  const { backend, available, software, device, why, remedies } = one;
  const state = !available ? 'unavailable' : software ? 'software' : 'available';
  return h(
    'li',
    { class: `row row-${state}`, 'data-backend': backend },
    h('div', { class: 'row-head' }, h('h3', {}, backend), h('span', { class: `row-state state-${state}` }, icon(available ? (software ? 'half' : 'check') : 'dash'), words(strings[state])), device !== undefined && h('span', { class: 'row-device' }, device)),
    available && h('div', { class: 'steps' }, ...SIZES.map((work) => step(one, work, strings))),
    why && h('p', { class: 'row-why' }, ...withCode(why[language])),
    remedies.length > 0 && h('div', { class: 'row-remedies' }, ...remedies.map((remedy) => remedyButton(backend, remedy, strings))),
  );
}

const remedyButton = (backend: string, remedy: Remedy, strings: ComputeStrings): HTMLElement =>
  button({ key: `${backend}-${remedy}`, appearance: remedy === 'install' ? 'primary' : 'secondary' }, () => post({ type: 'remedy', remedy }), remedy === 'install' ? strings.install : strings.settings);

/** The time as a bar. Its width is set through the style object: the page's policy forbids style attributes only. */
function step({ steps }: BackendView, work: WorkSize, strings: ComputeStrings): HTMLElement {
  const time = steps[work];
  const fill = h('span', { class: time?.cut ? 'bar-fill bar-cut' : 'bar-fill' });
  fill.style.width = `${Math.max(0.5, 100 * (time?.share ?? 0))}%`;
  const note = !time ? [] : time.cut ? [strings.cutOff] : time.ratio === '1×' ? [strings.fastest] : filled(strings.asLong, { ratio: time.ratio });
  return h(
    'div',
    { class: time?.ratio === '1×' ? 'step step-fastest' : 'step' },
    h('span', { class: 'step-work' }, strings[work]),
    time ? h('span', { class: 'bar', 'aria-hidden': 'true' }, fill) : h('span', { class: 'bar bar-none', 'aria-hidden': 'true' }),
    h('b', { class: 'step-time' }, time?.words ?? '–'),
    h('span', { class: 'step-note' }, ...note),
  );
}
