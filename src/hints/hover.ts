import * as vscode from 'vscode';
import type { ChecksOf } from '../exercises/engine';
import type { CourseLanguage } from '../exercises/language';
import type { CheckReport } from '../grading/report';
import { Owner } from '../kit/disposable';
import { COMMANDS } from '../kit/ids';
import { msg, translate, type LocalText, type Message } from '../kit/l10n';
import type { FindingsNow } from './findingsNow';
import { askedFor, type Hints } from './hints';
import { commandLink, escaped, markdown } from './markdown';
import type { Heading } from './pages';
import { failuresOf, pointsOf, pointsText } from './points';
import { SELECTOR, type Sources } from './sources';

const LINKS = [COMMANDS.gradeFunction, COMMANDS.showHint, COMMANDS.openExplanation];

/** Over a graded function's name: its points, what failed, the last hint that was shown. */
export class FunctionHover extends Owner implements vscode.HoverProvider {
  constructor(
    private readonly sources: Sources,
    private readonly now: FindingsNow,
    private readonly hints: Hints,
    private readonly language: CourseLanguage,
    private readonly checksOf: ChecksOf,
    private readonly heading: (exercise: string, name: string) => Heading | undefined,
  ) {
    super();
    this.own(vscode.languages.registerHoverProvider(SELECTOR, this));
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const known = this.sources.of(document);
    if (!known) return undefined;
    const checks = await this.checksOf(known.exercise);
    const offset = document.offsetAt(position);
    const name = [...new Set(checks.map((check) => check.function))].find((one) => {
      const span = known.anchor(one)?.nameSpan;
      return span !== undefined && span.from <= offset && offset <= span.to;
    });
    if (name === undefined) return undefined;
    const findings = this.now.of(known.uri);
    const hints = findings && (await this.hints.ofFunction(name, findings));
    const lastHint = hints && hints.shown > 0 ? `$(lightbulb) ${this.say(msg('Hint {number} of {total}', { number: hints.shown, total: hints.steps.length }))}: ${escaped(hints.steps[hints.shown - 1]![this.language.current])}` : '';
    const page = this.heading(known.exercise, name);
    const links = [
      commandLink(this.say(msg('Grade this')), COMMANDS.gradeFunction, known.uri.toString(), name),
      ...(hints ? [commandLink(this.say(msg('Hint ({number}/{total})', { number: askedFor(hints), total: hints.steps.length })), COMMANDS.showHint, known.uri.toString(), hints.check.id)] : []),
      ...(page ? [commandLink(this.say(msg('Read the explanation')), COMMANDS.openExplanation, page.page, page.anchor)] : []),
    ];
    const failures = failuresOf(name, findings?.checks).map((check) => this.line(check));
    const points = `**\`${name}\`** · ${pointsText(pointsOf(name, checks, findings?.checks))}`;
    const text = markdown([points, failures.join('\n'), lastHint, links.join(' · ')].filter(Boolean).join('\n\n'), LINKS);
    text.supportThemeIcons = true;
    return new vscode.Hover(text, known.places.range(known.anchor(name)!.nameSpan));
  }

  private line({ title, message }: CheckReport<LocalText>): string {
    const language = this.language.current;
    return `- ✗ ${escaped(title[language])}: ${escaped(message[language])}`;
  }

  private say(message: Message): string {
    return translate(message, this.language.current);
  }
}
