import * as vscode from 'vscode';
import { Owner } from '../kit/disposable';
import type { Event } from '../kit/emitter';
import { HumanError } from '../kit/humanError';
import { COMMANDS, PANELS, RUNTIME_SETTINGS, SETTINGS } from '../kit/ids';
import { inAllLanguages, LANGUAGES, msg, translate, type Language, type LocalText } from '../kit/l10n';
import { guarded, localized, log } from '../kit/log';
import { computeReportText } from '../runner/devices/asText';
import { isComplete } from '../runner/devices/current';
import type { Where } from '../runner/devices/place';
import { computeReportIn } from '../runner/devices/report';
import { firstChoice, startOptions } from '../runner/devices/start';
import type { WorkSize } from '../runner/pool';
import { BACKENDS, type Backend, type BackendChoice, type PassedOver } from '../runner/protocol/backends';
import { Runner, type Hello } from '../runner/runner';
import { notUsedSentences } from '../runner/whyNot';
import { Detection } from './detection';
import { installTensorflow } from './install';
import type { ComputePageToHost, ComputeView } from './messages';
import { ComputePanel } from './panel';
import { ComputeStatus, type Doing } from './statusBar';
import { computeStrings } from './strings';
import { reportView } from './view';

export interface Surroundings {
  extensionUri: vscode.Uri;
  where: () => Where;
  /** The setting. */
  choice: () => BackendChoice;
  language: { readonly current: Language; onDidChange: Event<Language>; set(language: Language): Promise<void> };
  /** Done before anything is put into words. */
  ready: () => Promise<unknown>;
  /** Something of the learner's is being run or graded: a measurement would disturb it, and be disturbed. */
  isBusy: () => boolean;
}

/** After an exercise has opened, its runner starts and warms up; the measurement lets it, in milliseconds. */
const AFTER_OPENING = 5_000;
/** How often it is looked whether a driver has changed, while exercises are open, in milliseconds. */
const LOOK_AGAIN = 600_000;

/** What computes here: the report and its page, the status bar, the measurement in the background. */
export class Compute extends Owner {
  readonly detection: Detection;
  readonly status = this.own(new ComputeStatus());
  private panel?: ComputePanel;
  /** Size of the work of the exercise in front. */
  private active?: WorkSize;
  /** What truly did the last work of each size. */
  private readonly did = new Map<WorkSize, Doing>();
  private readonly told = new Set<string>();
  private looked = -Infinity;
  private measuredHere = false;
  private timer?: NodeJS.Timeout;
  private drawings = 0;

  constructor(private readonly around: Surroundings) {
    super();
    this.detection = this.own(new Detection(around.where, around.ready));
    this.own(this.detection.onDidChange(() => this.refresh()));
    this.own(around.language.onDidChange((language) => this.panel?.setLanguage(language)));
    this.own(vscode.workspace.onDidGrantWorkspaceTrust(() => this.lookSoon()));
    this.own(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if ([SETTINGS.backend, SETTINGS.libtensorflowPath, SETTINGS.softwareGpu].some((id) => event.affectsConfiguration(id))) void guarded('compute', () => this.settingsChanged())();
      }),
    );
    this.own(vscode.window.registerWebviewPanelSerializer(PANELS.compute, { deserializeWebviewPanel: async (panel) => void (await guarded('compute', () => this.fill(this.adopt(panel)))()) }));
    this.own({ dispose: () => clearTimeout(this.timer) });
    this.own({ dispose: () => void this.panel?.panel.dispose() });
  }

  /** Opens the report; where nothing is known of the machine as it is now, measures. */
  async show(): Promise<void> {
    this.panel ??= this.adopt(vscode.window.createWebviewPanel(PANELS.compute, computeStrings()[this.around.language.current].title, vscode.ViewColumn.Active, { enableScripts: true, enableFindWidget: true }));
    this.panel.panel.reveal();
    await this.fill(this.panel);
  }

  /** Installs TensorFlow's native library and says what it computes on. */
  async install(): Promise<void> {
    const runtime = await installTensorflow(this.around.where());
    if (!runtime) return;
    const device = await this.tensorflowsDevice();
    await this.settingsChanged();
    const measure = vscode.l10n.t('Measure Now');
    const sentence = device === undefined ? vscode.l10n.t('TensorFlow {0} is installed.', runtime.version) : vscode.l10n.t('TensorFlow is installed; it computes on {0}.', device);
    // Not awaited: the command is done, whatever becomes of the message.
    void vscode.window.showInformationMessage(sentence, measure).then((choice) => choice === measure && guarded('compute', () => Promise.all([this.show(), this.measure()]))());
  }

  /** An exercise came to the front, or none is there now. */
  follow(work: WorkSize | undefined): void {
    const same = work === this.active;
    this.active = work;
    if (work) this.lookSoon();
    if (!same) this.refresh();
  }

  /** A runner process has started: this is what computes in it. */
  started(hello: Hello, work: WorkSize): void {
    this.did.set(work, hello);
    this.refresh();
  }

  /** Another backend does the work than the one that was wanted: said once for each reason. */
  tellPassedOver(passedOver: PassedOver, used: Hello): void {
    const words = notUsedSentences(passedOver, used.backend).map(localized).join(' ');
    log().warn(`[compute] ${words}`);
    const key = [passedOver.backend, passedOver.why, passedOver.detail].join(' ');
    if (this.told.has(key)) return;
    this.told.add(key);
    const show = vscode.l10n.t('Show Compute Report');
    void vscode.window.showWarningMessage(words, show).then((choice) => choice === show && vscode.commands.executeCommand(COMMANDS.showComputeReport));
  }

  /** What the report's page shows, for tests. */
  get shown(): ComputeView | undefined {
    return this.panel?.shown;
  }

  private async measure(): Promise<void> {
    this.measuredHere = true;
    await this.detection.measure();
  }

  private adopt(webviewPanel: vscode.WebviewPanel): ComputePanel {
    this.panel = new ComputePanel(webviewPanel, this.around.extensionUri, this.around.language.current, (message) => void guarded('compute', () => this.receive(message))(), () => (this.panel = undefined));
    return this.panel;
  }

  private async fill(panel: ComputePanel): Promise<void> {
    await this.around.ready();
    await this.detection.recall();
    panel.show(this.view());
    if (!this.detection.report) await this.measure();
  }

  private async receive(message: ComputePageToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        return;
      case 'language':
        if (LANGUAGES.includes(message.language)) await this.around.language.set(message.language);
        return;
      case 'measure':
        return this.measure();
      case 'copy': {
        const { current } = this.around.language;
        if (this.detection.report) await vscode.env.clipboard.writeText(computeReportText(computeReportIn(this.detection.report, current), (words) => translate(words, current)));
        return;
      }
      case 'remedy':
        if (message.remedy === 'install') await vscode.commands.executeCommand(COMMANDS.installTensorflow);
        else await vscode.commands.executeCommand('workbench.action.openSettings', RUNTIME_SETTINGS);
        return;
      case 'fault':
        log().error(`[compute page] ${message.stack ?? message.message}`);
        return;
      default:
        message satisfies never;
    }
  }

  private async settingsChanged(): Promise<void> {
    this.did.clear();
    this.looked = -Infinity;
    await this.detection.recall();
    this.refresh();
    if (this.active) this.lookSoon();
  }

  private lookSoon(delay = AFTER_OPENING): void {
    if (!this.active || !vscode.workspace.isTrusted || performance.now() - this.looked < LOOK_AGAIN) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), delay);
  }

  /** In the background: nobody asked, so what goes wrong is for the log alone. */
  private async look(): Promise<void> {
    if (this.around.isBusy()) return this.lookSoon();
    this.looked = performance.now();
    try {
      const report = await this.detection.recall();
      // On a machine that had too much else to do, another try in another window may do better.
      if (!report || (!isComplete(report) && !this.measuredHere)) await this.measure();
    } catch (error) {
      log().error(`[compute] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }

  private refresh(): void {
    this.panel?.show(this.view());
    void guarded('compute', () => this.drawStatus())();
  }

  private async drawStatus(): Promise<void> {
    const drawing = ++this.drawings;
    if (!this.active && !this.detection.report) return this.status.hide();
    const work = this.active ?? 'large';
    const choice = this.around.choice();
    const doing = this.did.get(work) ?? (await this.planned(work, choice));
    if (drawing === this.drawings) this.status.show(doing, this.detection.measuring !== undefined, choice === 'auto' ? undefined : choice);
  }

  private async planned(work: WorkSize, choice: BackendChoice): Promise<Doing> {
    const backend = firstChoice(await startOptions(this.around.where(), choice, work));
    const row = (wanted: Backend) => this.detection.report?.backends.find((one) => one.backend === wanted);
    const used = row(backend)?.available === false ? 'wasm' : backend;
    return { backend: used, device: row(used)?.device ?? (used === 'wasm' || used === 'cpu' ? 'CPU' : undefined) };
  }

  private view(): ComputeView {
    const { report, measuring, failure } = this.detection;
    return { report: report && reportView(report), measuring: measuring && { ...measuring, total: BACKENDS.length }, fault: failure === undefined ? undefined : faultWords(failure), choice: this.around.choice() };
  }

  private async tensorflowsDevice(): Promise<string | undefined> {
    const { runner, hello } = await Runner.start(await startOptions(this.around.where(), 'tensorflow', 'large'));
    await runner.dispose();
    return hello.backend === 'tensorflow' ? hello.device : undefined;
  }
}

const faultWords = (failure: unknown): LocalText => inAllLanguages(failure instanceof HumanError ? failure.sentence : msg('The measurement ended in an error. The log has the details.'));
