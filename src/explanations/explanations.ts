import * as vscode from 'vscode';
import { exerciseById, pageById, type Page } from '../course/course';
import type { CourseLanguage } from '../exercises/language';
import type { GradeReport } from '../grading/report';
import { Owner } from '../kit/disposable';
import { Emitter } from '../kit/emitter';
import { COMMANDS, PANELS } from '../kit/ids';
import { LANGUAGES, type LocalText } from '../kit/l10n';
import { guarded, log } from '../kit/log';
import type { PageState, PageToHost } from './messages';
import { Panel } from './panel';
import { exerciseStatus, isStale, pageView, questionsOf, quizProgress, reportView, type Sources } from './views';

const ACTIONS: Record<Extract<PageToHost, { type: 'exercise' }>['action'], string> = {
  scaffold: COMMANDS.scaffoldExercise,
  run: COMMANDS.runExercise,
  grade: COMMANDS.gradeExercise,
  reset: COMMANDS.resetExercise,
  openFile: COMMANDS.openExerciseFile,
  openReport: COMMANDS.openReport,
};

/** The pages beside the editor: one panel for explanations that is used again unless it is pinned, one for reports. */
export class Explanations extends Owner {
  private readonly panels = new Set<Panel>();
  private readonly opened = this.own(new Emitter<string>());
  /** A page was shown; its id. */
  readonly onDidOpen = this.opened.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly sources: Sources,
    private readonly language: CourseLanguage,
    onDidChangeBusy: (listener: (exercise: string) => void) => vscode.Disposable,
  ) {
    super();
    this.own(language.onDidChange((now) => this.panels.forEach((panel) => panel.setLanguage(now))));
    for (const event of [sources.files.onDidChange, sources.progress.onDidChange]) this.own(event(() => this.updateSoon()));
    this.own(onDidChangeBusy(() => void this.update()));
    this.own(vscode.workspace.onDidGrantWorkspaceTrust(() => void this.update()));
    for (const kind of [PANELS.explanation, PANELS.report]) {
      this.own(vscode.window.registerWebviewPanelSerializer(kind, { deserializeWebviewPanel: async (panel, state: PageState | undefined) => void (await guarded('explanations', () => this.restore(panel, state))()) }));
    }
    this.own({ dispose: () => void [...this.panels].map((panel): unknown => panel.panel.dispose()) });
    this.own({ dispose: () => clearTimeout(this.timer) });
  }

  /** Shows a page; without an id, asks which. */
  async open(id?: string, anchor?: string): Promise<void> {
    const wanted = id ?? (await this.choosePage());
    if (wanted === undefined) return;
    const view = await pageView(wanted, this.sources);
    if (!view) return log().warn(`[explanations] no page “${wanted}”`);
    const free = [...this.panels].find((panel) => panel.view?.kind !== 'report' && !panel.pinned);
    const panel = free ?? this.create(PANELS.explanation, view.title[this.language.current]);
    panel.show(view, anchor);
    panel.panel.reveal(panel.panel.viewColumn, true);
    this.opened.fire(wanted);
  }

  /** Shows a report, in the report's own panel. */
  async openReport(report: GradeReport<LocalText>, previousBest?: number): Promise<void> {
    const exercise = exerciseById(await this.sources.course(), report.exercise);
    if (!exercise) return;
    const view = reportView(exercise, report, previousBest, this.sources);
    const panel = [...this.panels].find((one) => one.view?.kind === 'report') ?? this.create(PANELS.report, exercise.title[this.language.current]);
    panel.show(view);
    panel.panel.reveal(panel.panel.viewColumn, true);
  }

  /** Where the learner's file opens, so that text and code stand side by side. */
  codeColumn(): vscode.ViewColumn {
    const editor = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
    const pageInSight = [...this.panels].some(({ panel }) => panel.visible);
    return editor?.viewColumn ?? (pageInSight ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
  }

  /** What the panels show, for tests. */
  get shown(): { kind: 'page' | 'report'; id: string; pinned: boolean }[] {
    return [...this.panels].flatMap(({ view, pinned }) => (view ? [{ kind: view.kind, id: view.kind === 'page' ? view.id : view.exercise.id, pinned }] : []));
  }

  private create(kind: string, title: string): Panel {
    // All pages in one column, and none of them over the code.
    const [neighbour] = this.panels;
    const column = neighbour?.panel.viewColumn ?? (vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
    return this.adopt(vscode.window.createWebviewPanel(kind, title, { viewColumn: column, preserveFocus: true }, { enableScripts: true, enableFindWidget: true }), false);
  }

  private adopt(webviewPanel: vscode.WebviewPanel, pinned: boolean): Panel {
    webviewPanel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media/activity.svg');
    const panel = new Panel(
      webviewPanel,
      this.extensionUri,
      this.language.current,
      pinned,
      (message, from) => void guarded('explanations', () => this.receive(message, from))(),
      (closed) => this.panels.delete(closed),
    );
    this.panels.add(panel);
    return panel;
  }

  /** After a reload of the window: the panel comes back with the state that its page had kept. */
  private async restore(webviewPanel: vscode.WebviewPanel, state: PageState | undefined): Promise<void> {
    log().info(`[explanations] back after a reload: ${state ? `${state.view} ${state.id}` : 'without a state'}`);
    const panel = this.adopt(webviewPanel, state?.pinned ?? false);
    await this.sources.files.scan();
    if (state?.view === 'page') {
      const view = await pageView(state.id, this.sources);
      if (view) return panel.show(view);
    } else if (state?.view === 'report') {
      const exercise = exerciseById(await this.sources.course(), state.id);
      const report = this.sources.progress.lastReport(state.id);
      if (exercise && report) return panel.show(reportView(exercise, report, undefined, this.sources));
    }
    webviewPanel.dispose(); // what it showed no longer exists
  }

  private async receive(message: PageToHost, panel: Panel): Promise<void> {
    switch (message.type) {
      case 'ready':
        return;
      case 'open':
        return this.open(message.id, message.anchor);
      case 'external':
        if (/^https?:/.test(message.url)) await vscode.env.openExternal(vscode.Uri.parse(message.url));
        return;
      case 'language':
        if (LANGUAGES.includes(message.language)) await this.language.set(message.language);
        return;
      case 'pin':
        panel.pinned = message.pinned;
        return;
      case 'markRead':
        return this.sources.progress.setRead(message.id, message.read);
      case 'answer':
      case 'quizStartOver':
        return this.quiz(message);
      case 'exercise':
        await vscode.commands.executeCommand(ACTIONS[message.action], message.id);
        return;
      case 'location':
        return this.goTo(panel, message.line, message.column);
      case 'fault':
        log().error(`[page] ${message.stack ?? message.message}`);
        return;
      default:
        message satisfies never;
    }
  }

  /** What a page says of its questions is kept only where page and question exist. */
  private async quiz(message: Extract<PageToHost, { type: 'answer' | 'quizStartOver' }>): Promise<void> {
    const page = pageById(await this.sources.course(), message.page);
    const questions = page ? await questionsOf(page) : [];
    if (message.type === 'quizStartOver') return this.sources.progress.startOver(message.page, questions);
    if (!questions.includes(message.question)) return log().warn(`[explanations] no question “${message.question}” on “${message.page}”`);
    return this.sources.progress.answer(message.page, message.question, message.right === true, message.due === true);
  }

  private async goTo(panel: Panel, line: number, column: number): Promise<void> {
    if (panel.view?.kind !== 'report') return;
    const position = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
    await vscode.window.showTextDocument(vscode.Uri.file(panel.view.report.file), { viewColumn: this.codeColumn(), selection: new vscode.Range(position, position) });
  }

  private async choosePage(): Promise<string | undefined> {
    const course = await this.sources.course();
    const language = this.language.current;
    const item = (page: Page) => ({ label: page.parent ? `    ${page.title[language]}` : page.title[language], description: page.parent?.title[language], id: page.id });
    const items = course.sections.flatMap((section) => [
      { label: section.title[language], kind: vscode.QuickPickItemKind.Separator, id: '' },
      ...section.topics.flatMap((topic) => [topic, ...topic.pages]).map(item),
    ]);
    return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('What do you want to read?'), matchOnDescription: true }))?.id;
  }

  private timer?: NodeJS.Timeout;
  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update(), 80);
  }

  /** Brings the open pages up to date without drawing them anew. */
  private readonly update = guarded('explanations', async () => {
    const course = await this.sources.course();
    for (const panel of this.panels) {
      const { view } = panel;
      const exercise = view && exerciseById(course, view.kind === 'report' ? view.exercise.id : (view.exercise?.id ?? ''));
      if (exercise) panel.post({ type: 'status', exercise: exerciseStatus(exercise, this.sources) });
      if (view?.kind === 'report') panel.post({ type: 'stale', stale: isStale(exercise!, view.report, this.sources) });
      else if (view) {
        for (const page of course.pages.filter(({ id, parent }) => id === view.id || parent?.id === view.id)) {
          panel.post({ type: 'read', id: page.id, read: this.sources.progress.isRead(page.id) });
          panel.post({ type: 'quiz', id: page.id, quiz: await quizProgress(page, this.sources) });
        }
      }
    }
  });

  /** The page of an exercise, where the argument of a command names one. */
  async pageOf(exerciseId: string): Promise<string | undefined> {
    const course = await this.sources.course();
    return exerciseById(course, exerciseId)?.pageId ?? pageById(course, exerciseId)?.id;
  }
}
