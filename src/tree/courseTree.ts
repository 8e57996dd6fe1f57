import * as vscode from 'vscode';
import fs from 'node:fs/promises';
import { pageById, type Course, type Page, type SectionId, type Topic } from '../course/course';
import { pageFile } from '../course/load';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import type { CourseLanguage } from '../exercises/language';
import { statusOf } from '../exercises/status';
import { Owner } from '../kit/disposable';
import { CONTEXT_KEYS, VIEWS } from '../kit/ids';
import { LANGUAGES } from '../kit/l10n';
import { guarded } from '../kit/log';
import type { Progress } from '../progress/progress';
import { fold, matching, type Searchable } from './filter';
import { exerciseItem, pageItem, sectionItem } from './items';

/** A row of the tree; commands read `exerciseId` and `pageId`. */
export type Node = { kind: 'section'; section: SectionId } | { kind: 'page'; pageId: string; exerciseId?: string };

/** The course in the sidebar. */
export class CourseTree extends Owner implements vscode.TreeDataProvider<Node> {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  /** The same object for the same row: the view tells rows apart by identity. */
  private readonly nodes = new Map<string, Node>();
  private query = '';
  private found?: Set<string>;
  private searchable?: Promise<Searchable[]>;
  private loaded?: Course;

  constructor(
    private readonly course: () => Promise<Course>,
    private readonly files: ExerciseFiles,
    private readonly progress: Progress,
    private readonly language: CourseLanguage,
  ) {
    super();
    this.view = this.own(vscode.window.createTreeView(VIEWS.tree, { treeDataProvider: this, showCollapseAll: true }));
    for (const event of [files.onDidChange, progress.onDidChange]) this.own(event(() => this.refreshSoon()));
    this.own(language.onDidChange(() => this.refresh()));
    this.own({ dispose: () => clearTimeout(this.timer) });
  }

  private timer?: NodeJS.Timeout;
  /** Typing fires an event for each letter; the tree is drawn once they pause. */
  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), 80);
  }

  refresh(): void {
    this.changed.fire();
    void this.showBadge();
  }

  /** Reads the course again. */
  reload(): void {
    this.loaded = undefined;
    this.searchable = undefined;
    this.nodes.clear();
    this.refresh();
  }

  /** Shows a page's row, where the view is open. */
  async reveal(pageId: string): Promise<void> {
    if (!this.view.visible || (this.found && !this.found.has(pageId))) return;
    await this.view.reveal(this.node(pageId), { select: true, focus: false, expand: false });
  }

  /** Asks for words and shows only the pages that hold them. */
  async search(): Promise<void> {
    const input = await vscode.window.showInputBox({
      prompt: vscode.l10n.t('Words to find in titles and texts. All of them must occur.'),
      placeHolder: vscode.l10n.t('for example: quantisation int8, 蒸馏'),
      value: this.query,
    });
    if (input === undefined) return;
    await this.filter(input);
    await vscode.commands.executeCommand(`${VIEWS.tree}.focus`);
  }

  /** Shows only the pages that hold all words of `query`; all pages for an empty one. */
  async filter(query: string): Promise<void> {
    this.query = query.trim();
    this.found = this.query ? matching(await this.searchablePages(), this.query) : undefined;
    await vscode.commands.executeCommand('setContext', CONTEXT_KEYS.searching, this.query !== '');
    this.view.message = this.found?.size ? vscode.l10n.t('{0} pages with “{1}”', this.found.size, this.query) : undefined;
    this.refresh();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const course = this.loaded!;
    const language = this.language.current;
    if (node.kind === 'section') return sectionItem(course.sections.find(({ id }) => id === node.section)!, language, this.found !== undefined);
    const page = pageById(course, node.pageId)!;
    const { exercise } = page as Topic;
    return exercise
      ? exerciseItem(page, exercise, statusOf(exercise, this.files, this.progress), language)
      : pageItem(page, this.progress.isRead(page.id), this.childPages(page).length > 0 ? (this.found ? 'expanded' : 'collapsed') : 'none', language);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    const course = (this.loaded ??= await this.course());
    if (!node) return course.sections.filter(({ topics }) => topics.some((topic) => this.isShown(topic))).map(({ id }) => this.sectionNode(id));
    if (node.kind === 'section') return course.sections.find(({ id }) => id === node.section)!.topics.filter((topic) => this.isShown(topic)).map(({ id }) => this.node(id));
    return this.childPages(pageById(course, node.pageId)!).map(({ id }) => this.node(id));
  }

  getParent(node: Node): Node | undefined {
    if (node.kind === 'section') return undefined;
    const page = pageById(this.loaded!, node.pageId)!;
    return page.parent ? this.node(page.parent.id) : this.sectionNode(page.section);
  }

  /** The rows as text, for tests: what a person reads, without the drawing. */
  async describe(): Promise<{ label: string; description: string; context: string; id: string }[]> {
    const rows: { label: string; description: string; context: string; id: string }[] = [];
    const walk = async (node?: Node): Promise<void> => {
      for (const child of await this.getChildren(node)) {
        const item = this.getTreeItem(child);
        rows.push({ label: item.label as string, description: String(item.description ?? ''), context: item.contextValue ?? '', id: item.id ?? '' });
        await walk(child);
      }
    };
    await walk();
    return rows;
  }

  private childPages(page: Page): Page[] {
    return ((page as Topic).pages ?? []).filter((child) => !this.found || this.found.has(child.id));
  }

  private isShown(topic: Topic): boolean {
    return !this.found || this.found.has(topic.id) || topic.pages.some(({ id }) => this.found!.has(id));
  }

  private node(pageId: string): Node {
    return this.remembered(pageId, () => {
      const { exercise } = pageById(this.loaded!, pageId) as Topic;
      return { kind: 'page', pageId, exerciseId: exercise?.id };
    });
  }

  private sectionNode(section: SectionId): Node {
    return this.remembered(section, () => ({ kind: 'section', section }));
  }

  private remembered(key: string, make: () => Node): Node {
    if (!this.nodes.has(key)) this.nodes.set(key, make());
    return this.nodes.get(key)!;
  }

  /** Every page's words in both languages; read once, when somebody searches. */
  private searchablePages(): Promise<Searchable[]> {
    this.searchable ??= this.course().then((course) =>
      Promise.all(
        course.pages.map(async (page) => {
          const texts = await Promise.all(LANGUAGES.map(async (language) => (JSON.parse(await fs.readFile(pageFile(page, language), 'utf8')) as { text: string }).text));
          return { id: page.id, words: fold([...Object.values(page.title), ...Object.values(page.summary), ...texts].join('\n')) };
        }),
      ),
    );
    return this.searchable;
  }

  /** The number on the activity bar: exercises begun and not finished. */
  private readonly showBadge = guarded('tree', async () => {
    const { exercises } = await this.course();
    const open = exercises.filter((exercise) => ['inProgress', 'partial', 'changed'].includes(statusOf(exercise, this.files, this.progress).state));
    this.view.badge = open.length ? { value: open.length, tooltip: vscode.l10n.t('Exercises in progress: {0}', open.map(({ title }) => title[this.language.current]).join(', ')) } : undefined;
  });
}
