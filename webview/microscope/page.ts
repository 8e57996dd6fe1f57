import type { MicroscopeView, ResultView, WorstView } from '../../src/microscope/messages';
import { h, icon, withCode } from '../page/dom';
import { plainTopbar } from '../page/plainTopbar';
import { filled, htmlLang } from '../page/words';
import { button } from '../ui';
import type { Context } from './context';
import { mapsSection } from './maps';
import { post } from './host';

export function microscopePage(view: MicroscopeView, context: Context): HTMLElement {
  const { language, strings, setLanguage } = context;
  const result = view.examined?.result;
  return h(
    'div',
    { class: 'page microscope', lang: htmlLang(language) },
    plainTopbar(language, strings.switchLanguage, setLanguage),
    h(
      'div',
      { class: 'columns' },
      h(
        'main',
        { id: 'ui-content', class: 'main', tabindex: -1 },
        h('div', { class: 'title-block' }, h('h1', { class: 'title', tabindex: -1 }, strings.title), h('p', { class: 'summary' }, strings.summary)),
        view.uri !== undefined && actions(view, context),
        view.running && progress(view, context),
        !view.running && banner(view, context),
        view.examined?.failure && failure(view, context),
        result && verdict(result, context),
        result && worstSection(result, context),
        result && mapsSection(result, context),
      ),
    ),
  );
}

function actions({ running, examined, file, function: name }: MicroscopeView, { strings }: Context): HTMLElement {
  return h(
    'div',
    { class: 'actions' },
    h(
      'div',
      { class: 'buttons' },
      button({ key: 'run', appearance: 'primary', disabled: running }, () => post({ type: 'run' }), examined ? strings.runAgain : strings.run),
      button({ key: 'goto' }, () => post({ type: 'goto' }), filled(strings.goToFunction, { function: name })),
    ),
    h('p', { class: 'muted' }, file),
  );
}

/** How long it takes is not known: the bar moves, unless the person has asked that nothing does. */
function progress({ function: name }: MicroscopeView, { strings }: Context): HTMLElement {
  const words = filled(strings.running, { function: name });
  return h(
    'div',
    { class: 'running' },
    h('div', { class: 'progress' }, h('p', {}, ...withCode(words)), h('span', { class: 'bar', role: 'progressbar', 'aria-label': words.replaceAll('`', '') }, h('span', { class: 'bar-moving' }))),
    button({ key: 'cancel' }, () => post({ type: 'cancel' }), strings.cancel),
  );
}

/** What has to be said before any number: the most pressing only. */
function banner(view: MicroscopeView, { language, strings }: Context): HTMLElement | false {
  const say = (sentence: string, ...buttons: HTMLElement[]) => h('div', { class: 'banner', role: 'note' }, icon('alert'), h('p', {}, ...withCode(sentence)), ...buttons);
  if (view.uri === undefined) return say(filled(strings.notScaffolded, { function: view.function }), button({ key: 'scaffold', appearance: 'primary' }, () => post({ type: 'scaffold' }), strings.scaffold));
  if (view.refusal) return say(view.refusal[language]);
  if (!view.examined) return say(strings.idle);
  return view.stale && say(strings.stale, button({ key: 'run-stale' }, () => post({ type: 'run' }), strings.runAgain));
}

const failure = ({ examined, function: name }: MicroscopeView, { language, strings }: Context): HTMLElement =>
  h(
    'div',
    { class: 'verdict verdict-wrong', role: 'note' },
    icon('cross'),
    h('div', {}, h('p', {}, ...withCode(examined!.failure!.sentence[language])), h('p', {}, button({ key: 'goto-failure' }, () => post({ type: 'goto' }), examined!.failure!.line === undefined ? filled(strings.goToFunction, { function: name }) : strings.goToLine))),
  );

const verdict = ({ right, headlines, common, about }: ResultView, { language }: Context): HTMLElement =>
  h(
    'div',
    { class: `verdict verdict-${right ? 'right' : 'wrong'}`, role: 'note' },
    icon(right ? 'check' : 'cross'),
    h('div', {}, ...headlines.map((sentence) => h('p', { class: 'headline' }, sentence[language])), ...common.map((note) => h('p', {}, ...withCode(note[language]))), h('p', { class: 'muted' }, about[language])),
  );

function worstSection({ right, worst, more }: ResultView, { strings }: Context): HTMLElement {
  const heading = right ? strings.largest : strings.worst;
  const numbers = [strings.analytic, strings.numeric, strings.relative];
  return h(
    'section',
    { 'aria-labelledby': 'ui-worst' },
    h('h2', { id: 'ui-worst' }, heading),
    h(
      'table',
      { class: 'worst', 'aria-labelledby': 'ui-worst' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, strings.entry), ...numbers.map((name) => h('th', { scope: 'col', class: 'number' }, name)), h('td', {}))),
      h('tbody', {}, ...worst.map((row, i) => worstRow(row, i, strings))),
    ),
    more > 0 && h('p', { class: 'muted' }, filled(strings.more, { count: more })),
  );
}

/** On a narrow page a row becomes a block, and each number gets its column's name. */
const worstRow = ({ parameter, at, analytic, numeric, relative, level }: WorstView, i: number, strings: Context['strings']): HTMLElement =>
  h(
    'tr',
    {},
    h('th', { scope: 'row' }, h('span', { class: `mark level-${level}`, 'aria-hidden': 'true' }), h('code', {}, at)),
    ...([['analytic', analytic], ['numeric', numeric], ['relative', relative]] as const).map(([name, value]) => h('td', { class: 'number', 'data-name': strings[name] }, value)),
    h('td', { class: 'go' }, button({ key: `worst-${i}`, label: filled(strings.goToLineOf, { at }) }, () => post({ type: 'goto', parameter }), strings.goToLine)),
  );
