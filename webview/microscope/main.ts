/** The page of the gradient microscope. It draws what the host sends, whole, each time. */
import './microscope.css';
import type { HostToMicroscopePage, MicroscopeView, Shown } from '../../src/microscope/messages';
import type { Language } from '../../src/kit/l10n';
import { announce, keepingFocus } from '../page/dom';
import { filled, htmlLang } from '../page/words';
import { registerComponents } from '../ui';
import { keep, post, reportFaults } from './host';
import { microscopePage } from './page';

reportFaults();
registerComponents();

const root = document.getElementById('ui-root')!;
let last: Extract<HostToMicroscopePage, { type: 'show' }> | undefined;
let language: Language = 'en';
let shown: Shown = 'relative';
const current = new Map<string, [number, number]>();

function render(): void {
  if (!last) return;
  const strings = last.strings[language];
  document.title = strings.title;
  document.documentElement.lang = htmlLang(language);
  const { scrollY } = window;
  keepingFocus(root, () => root.replaceChildren(microscopePage(last!.view, { language, strings, setLanguage, shown, setShown, current })));
  window.scrollTo({ top: scrollY, behavior: 'instant' });
}

function setLanguage(next: Language): void {
  if (next === language) return;
  language = next;
  render();
  post({ type: 'language', language: next });
}

function setShown(next: Shown): void {
  shown = next;
  render();
}

/** Screen readers hear that the function runs, and what was found. */
function tell(before: MicroscopeView | undefined, { running, examined, refusal, function: name }: MicroscopeView): void {
  if (running && !before?.running) announce(filled(last!.strings[language].running, { function: name }).replaceAll('`', ''));
  else if (!running && before?.running) announce((refusal ?? examined?.result?.headlines[0] ?? examined?.failure?.sentence)?.[language].replaceAll('`', '') ?? '');
}

function bringIntoSight(parameter: string): void {
  const map = document.getElementById(`ui-${parameter}`);
  map?.scrollIntoView({ block: 'start', behavior: 'instant' });
  map?.focus({ preventScroll: true });
}

function onMessage(message: HostToMicroscopePage): void {
  switch (message.type) {
    case 'show': {
      const before = last?.view;
      // Other numbers: the arrow keys start from the worst entry again.
      if (before?.examined?.sha256 !== message.view.examined?.sha256) current.clear();
      last = message;
      language = message.language;
      keep({ version: 1, uri: message.view.uri, examined: message.view.examined });
      render();
      return tell(before, message.view);
    }
    case 'language':
      language = message.language;
      return render();
    case 'parameter':
      return bringIntoSight(message.parameter);
    default:
      return message satisfies never;
  }
}

window.addEventListener('message', (event: MessageEvent<HostToMicroscopePage>) => onMessage(event.data));
document.addEventListener('click', (event) => {
  if (!(event.target as Element | null)?.closest?.('a.skip-link')) return;
  event.preventDefault();
  document.getElementById('ui-content')?.focus();
});

post({ type: 'ready' });
