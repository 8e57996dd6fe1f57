import type { GpuView, ReportView } from '../../src/compute/messages';
import { h, icon, withCode, words } from '../page/dom';
import { filled, type Context } from './report';

/** The GPUs of the machine; one that is there and unusable says why. */
export function gpusSection({ gpus }: ReportView, context: Context): HTMLElement {
  const { strings } = context;
  return h(
    'section',
    { 'aria-labelledby': 'ui-gpus' },
    h('h2', { id: 'ui-gpus' }, strings.gpus),
    gpus.length === 0 ? h('p', { class: 'none' }, strings.noGpu) : h('ul', { class: 'rows' }, ...gpus.map((gpu) => row(gpu, context))),
  );
}

function row({ name, facts, sources, usable, note }: GpuView, { language, strings }: Context): HTMLElement {
  const state = usable ? 'available' : 'unavailable';
  return h(
    'li',
    { class: `row row-${state}` },
    h('div', { class: 'row-head' }, h('h3', {}, name), h('span', { class: `row-state state-${state}` }, icon(usable ? 'check' : 'dash'), words(usable ? strings.gpuUsed : strings.gpuUnused)), h('span', { class: 'row-device' }, facts[language])),
    note && h('p', { class: 'row-why' }, ...withCode(note[language])),
    h('p', { class: 'row-sources' }, ...filled(strings.seenBy, { sources: sources[language] })),
  );
}
