import * as vscode from 'vscode';
import path from 'node:path';
import type { ChecksOf } from '../exercises/engine';
import type { CourseLanguage } from '../exercises/language';
import { Owner } from '../kit/disposable';
import { msg, translate } from '../kit/l10n';
import type { Progress } from '../progress/progress';
import type { FindingsNow } from './findingsNow';
import type { Target, UriArgument } from './functionCommands';
import { pointsOf } from './points';

const SCHEME = 'coursework-solution';

/** The learner's file beside the reference solution, for whoever has earned it or insists. */
export class Comparison extends Owner {
  /** `exercise#function` of those that were asked for before they were earned. */
  private readonly asked = new Set<string>();

  constructor(
    private readonly target: (argument: UriArgument, name: string | undefined) => Promise<Target>,
    private readonly now: FindingsNow,
    private readonly progress: Progress,
    private readonly checksOf: ChecksOf,
    private readonly language: CourseLanguage,
    /** The reference solution of an exercise. */
    solution: (exercise: string) => Promise<string>,
  ) {
    super();
    this.own(vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: ({ path: file }) => solution(file.split('/')[1]!) }));
  }

  async compare(argument: UriArgument, name?: string): Promise<void> {
    const target = await this.target(argument, name);
    const key = `${target.known.exercise}#${target.name}`;
    if (!(await this.isEarned(target)) && !this.asked.has(key)) {
      this.asked.add(key);
      const language = this.language.current;
      const anyway = translate(msg('Show Anyway'), language);
      const message = translate(msg('The solution of `{name}` is here for you once it has full marks. Found by yourself it is worth more: a hint may be enough. Ask again and it opens.', { name: target.name }), language);
      if ((await vscode.window.showInformationMessage(message.replace(/`/g, ''), anyway)) !== anyway) return;
    }
    await this.show(target);
  }

  /** Full marks now, or at the last grade of the whole exercise. */
  private async isEarned({ known, name }: Target): Promise<boolean> {
    const checks = await this.checksOf(known.exercise);
    const last = new Map(this.progress.lastReport(known.exercise)?.checks.map((check) => [check.id, check]));
    return [this.now.of(known.uri)?.checks, last].some((reports) => pointsOf(name, checks, reports).isFull);
  }

  private async show({ known, name }: Target): Promise<void> {
    const file = path.posix.basename(known.uri.path);
    const solution = vscode.Uri.from({ scheme: SCHEME, path: `/${known.exercise}/${file}` });
    const anchor = known.anchor(name);
    const selection = anchor && known.places.range({ from: anchor.nameSpan.from, to: anchor.nameSpan.from });
    await vscode.commands.executeCommand('vscode.diff', solution, known.uri, translate(msg('{file}: reference solution ↔ yours', { file }), this.language.current), { selection, preview: true });
  }
}
