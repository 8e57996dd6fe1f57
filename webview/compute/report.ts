import type { ComputeStrings, ComputeView, ReportView } from '../../src/compute/messages';
import type { Language } from '../../src/kit/l10n';
import type { WorkSize } from '../../src/runner/pool';
import { h, icon, withCode, type Child } from '../page/dom';
import { plainTopbar } from '../page/plainTopbar';
import { htmlLang, seconds } from '../page/words';
import { button } from '../ui';
import { backendsSection } from './backends';
import { gpusSection } from './gpus';
import { post } from './host';

export interface Context {
  language: Language;
  strings: ComputeStrings;
  setLanguage: (language: Language) => void;
}

export const SIZES: readonly WorkSize[] = ['large', 'small'];

/** A phrase of the host's with its slot filled by nodes, so that a name can stand out. */
export function filled(phrase: string, values: Record<string, Child>): Child[] {
  return phrase.split(/(\{\w+\})/).map((part) => (/^\{\w+\}$/.test(part) && part.slice(1, -1) in values ? values[part.slice(1, -1)] : part));
}

export function computePage(view: ComputeView, context: Context): HTMLElement {
  const { language, strings, setLanguage } = context;
  const { report } = view;
  return h(
    'div',
    { class: 'page compute', lang: htmlLang(language) },
    plainTopbar(language, strings.switchLanguage, setLanguage),
    h(
      'div',
      { class: 'columns' },
      h(
        'main',
        { id: 'ui-content', class: 'main', tabindex: -1 },
        h('div', { class: 'title-block' }, h('h1', { class: 'title', tabindex: -1 }, strings.title), h('p', { class: 'summary' }, strings.summary)),
        actions(view, context),
        view.measuring && progress(view.measuring, context),
        view.fault && !view.measuring && h('div', { class: 'banner', role: 'note' }, icon('alert'), h('p', {}, view.fault[language])),
        report && autoSection(view, report, context),
        report && backendsSection(report, context),
        report && gpusSection(report, context),
        report && machineSection(report, context),
      ),
    ),
  );
}

function actions({ report, measuring }: ComputeView, { language, strings }: Context): HTMLElement {
  const copy = button({ key: 'copy', disabled: !report }, () => {
    post({ type: 'copy' });
    copy.textContent = strings.copied;
    setTimeout(() => (copy.textContent = strings.copy), 1500);
  }, strings.copy);
  const when = report && new Date(report.takenAt).toLocaleString(htmlLang(language), { dateStyle: 'medium', timeStyle: 'short' });
  return h(
    'div',
    { class: 'compute-actions' },
    h(
      'div',
      { class: 'compute-buttons' },
      button({ key: 'measure', appearance: 'primary', disabled: measuring !== undefined }, () => post({ type: 'measure' }), strings.measureAgain),
      copy,
      button({ key: 'settings' }, () => post({ type: 'remedy', remedy: 'settings' }), strings.settings),
    ),
    h('p', { class: 'muted' }, ...(report ? filled(strings.measuredAt, { when, duration: seconds(report.durationMs).replace(' ', '\u00a0') }) : measuring ? [] : [strings.notMeasured])),
  );
}

function progress({ backend, done, total }: NonNullable<ComputeView['measuring']>, { strings }: Context): HTMLElement {
  const words = backend ? strings.measuring.replace('{backend}', backend) : strings.looking;
  const bar = h('span', { class: 'bar-fill' });
  bar.style.width = `${(100 * (done + 0.5)) / total}%`;
  return h('div', { class: 'progress' }, h('p', {}, words), h('span', { class: 'bar', role: 'progressbar', 'aria-label': strings.progress, 'aria-valuemin': 0, 'aria-valuemax': total, 'aria-valuenow': done, 'aria-valuetext': words }, bar));
}

function autoSection({ choice }: ComputeView, { auto }: ReportView, { language, strings }: Context): HTMLElement {
  const card = (work: WorkSize) =>
    h('div', { class: 'card' }, h('h3', {}, strings[work], h('span', { class: 'card-hint' }, strings[`${work}Hint`])), h('p', { class: 'chosen' }, auto[work].backend), h('p', {}, auto[work].why[language]));
  return h(
    'section',
    { 'aria-labelledby': 'ui-auto' },
    h('h2', { id: 'ui-auto' }, strings.auto),
    h('p', { class: 'muted' }, strings.autoHint),
    choice !== 'auto' && h('div', { class: 'banner', role: 'note' }, icon('alert'), h('p', {}, ...filled(strings.overridden, { backend: h('b', {}, choice) })), button({ key: 'overridden' }, () => post({ type: 'remedy', remedy: 'settings' }), strings.settings)),
    h('div', { class: 'cards' }, ...SIZES.map(card)),
  );
}

function machineSection({ machine }: ReportView, { language, strings }: Context): HTMLElement {
  return h('section', { 'aria-labelledby': 'ui-machine' }, h('h2', { id: 'ui-machine' }, strings.machine), h('dl', { class: 'facts' }, ...machine.map(({ name, value }) => h('div', {}, h('dt', {}, strings[name]), h('dd', {}, ...withCode(value[language]))))));
}
