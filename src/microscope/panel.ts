import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import { pageHtml } from '../../webview/page/skeleton';
import { Owner } from '../kit/disposable';
import type { Language } from '../kit/l10n';
import type { HostToMicroscopePage, MicroscopePageToHost, MicroscopeView } from './messages';
import { microscopeStrings } from './strings';

/** The panel of the gradient microscope. What is shown before its page is ready is sent once it is. */
export class MicroscopePanel extends Owner {
  private ready = false;
  private view?: MicroscopeView;
  /** A parameter to bring into sight as soon as there is a map of it. */
  private wanted?: string;

  constructor(
    readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    private language: Language,
    on: {
      onMessage: (message: Exclude<MicroscopePageToHost, { type: 'ready' }>) => void;
      /** It came to the front or went behind another. */
      onViewState: () => void;
      onClose: () => void;
    },
  ) {
    super();
    const root = vscode.Uri.joinPath(extensionUri, 'dist/webview');
    const at = (file: string) => panel.webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media/activity.svg');
    this.own(
      panel.webview.onDidReceiveMessage((message: MicroscopePageToHost) => {
        if (message.type !== 'ready') return on.onMessage(message);
        // For the first time, or again after the panel was hidden.
        this.ready = true;
        this.send();
      }),
    );
    this.own(
      panel.onDidChangeViewState(() => {
        // VS Code throws the page of a hidden panel away; its next one says when it is ready.
        if (!panel.visible) this.ready = false;
        on.onViewState();
      }),
    );
    this.own(
      panel.onDidDispose(() => {
        this.ready = false;
        on.onClose();
        this.dispose();
      }),
    );
    panel.webview.html = pageHtml({ nonce: randomBytes(16).toString('base64'), cspSource: panel.webview.cspSource, scriptUri: at('microscope.js'), styleUris: [at('microscope.css')], language, title: panel.title });
  }

  show(view: MicroscopeView): void {
    this.view = view;
    this.send();
  }

  /** Brings the map of a parameter into sight, now or once it is there. */
  want(parameter: string): void {
    this.wanted = parameter;
    this.sendWanted();
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.panel.title = microscopeStrings()[language].title;
    this.post({ type: 'language', language });
  }

  /** What the panel shows, for tests. */
  get shown(): MicroscopeView | undefined {
    return this.view;
  }

  private send(): void {
    if (!this.view) return;
    this.post({ type: 'show', view: this.view, language: this.language, strings: microscopeStrings() });
    this.sendWanted();
  }

  private sendWanted(): void {
    if (this.wanted === undefined || !this.ready || !this.view?.examined || this.view.running) return;
    this.post({ type: 'parameter', parameter: this.wanted });
    this.wanted = undefined;
  }

  private post(message: HostToMicroscopePage): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }
}
