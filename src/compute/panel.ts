import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import { pageHtml } from '../../webview/page/skeleton';
import { Owner } from '../kit/disposable';
import type { Language } from '../kit/l10n';
import type { ComputePageToHost, ComputeView, HostToComputePage } from './messages';
import { computeStrings } from './strings';

/** The panel of the compute report. What is shown before its page is ready is sent once it is. */
export class ComputePanel extends Owner {
  private ready = false;
  private view?: ComputeView;

  constructor(
    readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    private language: Language,
    onMessage: (message: ComputePageToHost) => void,
    onClose: () => void,
  ) {
    super();
    const root = vscode.Uri.joinPath(extensionUri, 'dist/webview');
    const at = (file: string) => panel.webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media/activity.svg');
    this.own(
      panel.webview.onDidReceiveMessage((message: ComputePageToHost) => {
        if (message.type !== 'ready') return onMessage(message);
        // For the first time, or again after the panel was hidden.
        this.ready = true;
        this.send();
      }),
    );
    this.own(
      panel.onDidDispose(() => {
        this.ready = false;
        onClose();
        this.dispose();
      }),
    );
    panel.webview.html = pageHtml({ nonce: randomBytes(16).toString('base64'), cspSource: panel.webview.cspSource, scriptUri: at('compute.js'), styleUris: [at('compute.css')], language, title: panel.title });
  }

  show(view: ComputeView): void {
    this.view = view;
    this.send();
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.panel.title = computeStrings()[language].title;
    this.post({ type: 'language', language });
  }

  /** What the panel shows, for tests. */
  get shown(): ComputeView | undefined {
    return this.view;
  }

  private send(): void {
    if (this.view) this.post({ type: 'show', view: this.view, language: this.language, strings: computeStrings() });
  }

  private post(message: HostToComputePage): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }
}
