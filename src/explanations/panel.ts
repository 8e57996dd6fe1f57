import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import { pageHtml } from '../../webview/page/skeleton';
import { Owner } from '../kit/disposable';
import type { Language } from '../kit/l10n';
import type { HostToPage, PageToHost, PageView, ReportView } from './messages';
import { pageStrings } from './strings';

/** One webview panel and what it shows. What is shown before the page is ready is sent once it is. */
export class Panel extends Owner {
  private ready = false;
  private shown?: { view: PageView | ReportView; anchor?: string };
  private closed = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    private language: Language,
    public pinned: boolean,
    onMessage: (message: PageToHost, panel: Panel) => void,
    onClose: (panel: Panel) => void,
  ) {
    super();
    const root = vscode.Uri.joinPath(extensionUri, 'dist/webview');
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    const at = (file: string) => panel.webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
    this.own(
      panel.webview.onDidReceiveMessage((message: PageToHost) => {
        if (message.type === 'ready') this.onReady();
        else onMessage(message, this);
      }),
    );
    this.own(
      panel.onDidDispose(() => {
        this.closed = true;
        onClose(this);
        this.dispose();
      }),
    );
    panel.webview.html = pageHtml({
      nonce: randomBytes(16).toString('base64'),
      cspSource: panel.webview.cspSource,
      scriptUri: at('page.js'),
      styleUris: [at('page.css'), at('math.css')],
      language,
      title: panel.title,
    });
  }

  get view(): PageView | ReportView | undefined {
    return this.shown?.view;
  }

  show(view: PageView | ReportView, anchor?: string): void {
    this.shown = { view, anchor };
    this.panel.title = titleOf(view, this.language);
    this.sendShown();
  }

  setLanguage(language: Language): void {
    this.language = language;
    if (this.shown) this.panel.title = titleOf(this.shown.view, language);
    this.post({ type: 'language', language });
  }

  post(message: HostToPage): void {
    this.remember(message);
    if (this.ready && !this.closed) void this.panel.webview.postMessage(message);
  }

  /** A page that starts later (or again, after it was hidden) is sent the view as it then is. */
  private remember(message: HostToPage): void {
    const view = this.shown?.view;
    if (!view) return;
    if (message.type === 'status' && view.exercise) Object.assign(view.exercise, message.exercise);
    else if (message.type === 'stale' && view.kind === 'report') view.stale = message.stale;
    else if (view.kind === 'page' && (message.type === 'read' || message.type === 'quiz')) {
      for (const page of [view, ...view.children]) if (page.id === message.id) Object.assign(page, message.type === 'read' ? { read: message.read } : { quiz: message.quiz });
    }
  }

  /** The page's script has started: for the first time, or again after the panel was hidden. */
  private onReady(): void {
    this.ready = true;
    this.sendShown();
  }

  private sendShown(): void {
    if (!this.shown) return;
    const { view, anchor } = this.shown;
    this.post({ type: 'show', view, language: this.language, strings: pageStrings(), pinned: this.pinned, anchor });
    // A place that was jumped to once must not be jumped to again when the panel comes back.
    if (this.ready) this.shown.anchor = undefined;
  }
}

function titleOf(view: PageView | ReportView, language: Language): string {
  return view.kind === 'page' ? view.title[language] : `${view.exercise.title[language]} · ${view.report.score}/${view.report.maxScore}`;
}
