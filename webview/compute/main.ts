/** The page of the compute report. It draws what the host sends, whole, each time. */
import './compute.css';
import type { ComputeView, HostToComputePage } from '../../src/compute/messages';
import type { Language } from '../../src/kit/l10n';
import { announce, keepingFocus } from '../page/dom';
import { htmlLang } from '../page/words';
import { registerComponents } from '../ui';
import { post, reportFaults } from './host';
import { computePage } from './report';

reportFaults();
registerComponents();

const root = document.getElementById('ui-root')!;
let shown: Extract<HostToComputePage, { type: 'show' }> | undefined;
let language: Language = 'en';

function render(): void {
  if (!shown) return;
  const strings = shown.strings[language];
  document.title = strings.title;
  document.documentElement.lang = htmlLang(language);
  const { scrollY } = window;
  keepingFocus(root, () => root.replaceChildren(computePage(shown!.view, { language, strings, setLanguage })));
  window.scrollTo({ top: scrollY, behavior: 'instant' });
}

function setLanguage(next: Language): void {
  if (next === language) return;
  language = next;
  render();
  post({ type: 'language', language: next });
}

/** Screen readers hear that a measurement began, which backend it is at, and that it ended. */
function tell(before: ComputeView | undefined, { measuring, report }: ComputeView): void {
  const strings = shown!.strings[language];
  if (measuring) announce(measuring.backend ? strings.measuring.replace('{backend}', measuring.backend) : strings.looking);
  else if (before?.measuring && report) announce(report.auto.large.why[language]);
}

function onMessage(message: HostToComputePage): void {
  switch (message.type) {
    case 'show': {
      const before = shown?.view;
      shown = message;
      language = message.language;
      render();
      return tell(before, message.view);
    }
    case 'language':
      language = message.language;
      return render();
    default:
      return message satisfies never;
  }
}

window.addEventListener('message', (event: MessageEvent<HostToComputePage>) => onMessage(event.data));
document.addEventListener('click', (event) => {
  if (!(event.target as Element | null)?.closest?.('a.skip-link')) return;
  event.preventDefault();
  document.getElementById('ui-content')?.focus();
});

post({ type: 'ready' });
