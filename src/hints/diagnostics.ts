import * as vscode from 'vscode';
import type { CourseLanguage } from '../exercises/language';
import type { Leak } from '../grading/observed';
import type { CheckReport, Location } from '../grading/report';
import { Owner } from '../kit/disposable';
import { msg, translate, type LocalText, type Message } from '../kit/l10n';
import type { Findings } from '../progress/findings';
import type { FindingsNow } from './findingsNow';
import { firstDifference } from './firstDifference';
import { diagnostic, Marks, type CodeOf, type Mark } from './marks';
import { declarationOf } from './places';
import { hasFailed } from './points';
import type { Known } from './sources';

/** What the last grade found, at its line, as long as its text is the one on the screen. */
export class GradeDiagnostics extends Owner {
  readonly marks = this.own(new Marks('coursework-grade'));

  /** @param files all files of exercises */
  constructor(
    private readonly now: FindingsNow,
    private readonly language: CourseLanguage,
    private readonly code: CodeOf,
    files: () => readonly vscode.Uri[],
  ) {
    super();
    const refreshAll = () => files().forEach((uri) => this.refresh(uri));
    this.own(now.onDidChange((uri) => this.refresh(uri)));
    this.own(language.onDidChange(refreshAll));
    refreshAll();
  }

  private refresh(uri: vscode.Uri): void {
    const findings = this.now.of(uri);
    if (!findings) return this.marks.clear(uri);
    const known = this.now.text(uri);
    const marks = [...findings.checks.values()].filter(hasFailed).map((check) => this.ofCheck(uri, known, findings, check));
    const leaks = (findings.observed?.leaks ?? []).flatMap((leak) => this.ofLeak(known, findings, leak));
    // What stops several checks at one place is said there once.
    const said = new Map<string, Mark>();
    for (const mark of [...marks, ...leaks]) {
      const { line, character } = mark.diagnostic.range.start;
      const key = `${line}:${character}:${mark.diagnostic.message}`;
      if (!said.has(key)) said.set(key, mark);
    }
    this.marks.set(uri, [...said.values()]);
  }

  private ofCheck(uri: vscode.Uri, known: Known | undefined, { exercise }: Findings, check: CheckReport<LocalText>): Mark {
    const { location, message, expected, actual, knownBug } = check;
    const name = rangeOfName(known, check.function);
    const found = diagnostic(location ? rangeAt(known, location) : name, message[this.language.current], vscode.DiagnosticSeverity.Error, this.code(exercise, check.function, knownBug ?? check.id));
    const index = expected === undefined || actual === undefined ? undefined : firstDifference(expected, actual);
    const related = [
      ...(expected === undefined ? [] : [this.say(msg('Expected: {value}', { value: expected }))]),
      ...(actual === undefined ? [] : [this.say(msg('Yours: {value}', { value: actual }))]),
      ...(index === undefined ? [] : [this.say(msg('First difference: {index}', { index }))]),
    ];
    found.relatedInformation = related.map((text) => new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, name), text));
    return { diagnostic: found, about: { kind: 'check', check } };
  }

  /** One mark at each line that made some of the tensors. */
  private ofLeak(known: Known | undefined, { exercise }: Findings, leak: Leak): Mark[] {
    const name = leak.function;
    const code = this.code(exercise, name, 'leak');
    const mark = (range: vscode.Range, message: Message): Mark => ({
      diagnostic: diagnostic(range, this.say(message), vscode.DiagnosticSeverity.Information, code),
      about: { kind: 'leak', function: name, at: range.start },
    });
    const { count, places } = leak;
    if (places.length === 0) return [mark(rangeOfName(known, name), count === 1 ? msg('`{name}` leaves 1 tensor behind in each call.', { name }) : msg('`{name}` leaves {count} tensors behind in each call.', { name, count }))];
    return places.map((place) => {
      const range = rangeAt(known, place);
      if (count === 1) return mark(range, msg('`{name}` leaves 1 tensor behind in each call (made here).', { name }));
      if (place.count === count) return mark(range, msg('`{name}` leaves {count} tensors behind in each call (made here).', { name, count }));
      return mark(range, msg('`{name}` leaves {count} tensors behind in each call ({here} made here).', { name, count, here: place.count }));
    });
  }

  private say(message: Message): string {
    return translate(message, this.language.current);
  }
}

function rangeAt(known: Known | undefined, location: Location): vscode.Range {
  if (known) return known.places.word(location);
  const start = new vscode.Position(location.line - 1, location.column - 1);
  return new vscode.Range(start, start.translate(0, 1));
}

/** Of a function that the file does not export: where it is declared all the same, else the first line. */
function rangeOfName(known: Known | undefined, name: string): vscode.Range {
  const span = known?.anchor(name)?.nameSpan ?? (known && declarationOf(known.source, name));
  return known && span ? known.places.range(span) : new vscode.Range(0, 0, 0, 1);
}
