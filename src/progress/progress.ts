import { randomUUID } from 'node:crypto';
import { watch } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { GradeReport } from '../grading/report';
import { Owner } from '../kit/disposable';
import { Emitter } from '../kit/emitter';
import type { LocalText } from '../kit/l10n';
import { ProgressFile, type Found, type LoadNote } from './file';
import { emptyProgress, merge, type Attempt, type HintsSeen, type ProgressData, type QuizAnswer } from './schema';

export type { Attempt, HintsSeen, QuizAnswer } from './schema';

/** How much of the learner's prints is kept with a report, in characters. */
const KEPT_OUTPUT = 20_000;

/** `page#question`, `exercise#check` */
const keyOf = (whole: string, part: string): string => `${whole}#${part}`;

/** What this learner did. All surfaces draw from `onDidRecord` and `onDidChange`. */
export class Progress extends Owner {
  private readonly file: ProgressFile;
  private data: ProgressData = emptyProgress();
  private readonly recorded = this.own(new Emitter<GradeReport<LocalText>>());
  private readonly changed = this.own(new Emitter<void>());
  private readonly troubled = this.own(new Emitter<{ note: Exclude<LoadNote, 'ok'>; setAside?: string }>());
  private writing: Promise<void> = Promise.resolve();
  /** Once is enough: it is so at every write. */
  private toldOfFuture = false;

  /** After a grade of this window was recorded. */
  readonly onDidRecord = this.recorded.event;
  /** After anything changed, here or in another window. */
  readonly onDidChange = this.changed.event;
  /** When the file could not be used as it was. */
  readonly onTrouble = this.troubled.event;

  constructor(folder: string) {
    super();
    this.file = new ProgressFile(path.join(folder, 'progress.json'));
  }

  /** Reads the file and follows what other windows write. */
  async open(): Promise<void> {
    await fs.mkdir(path.dirname(this.file.file), { recursive: true });
    await this.reload();
    const watcher = watch(path.dirname(this.file.file), (_event, name) => {
      // What cannot be read now is read at the next change, and merged at the next write.
      if (name === path.basename(this.file.file)) this.reload().catch(() => {});
    });
    watcher.on('error', () => {}); // the folder was removed; the next write makes it again
    this.own({ dispose: () => watcher.close() });
  }

  /** Keeps a grade. The event fires before the disk has it; the promise resolves when it has. */
  async record(report: GradeReport<LocalText>): Promise<void> {
    const at = new Date().toISOString();
    const { exercise, file, sha256, score, maxScore, verdict, graderVersion, seed, backend } = report;
    const hintsUsed = this.hintsUsed(exercise);
    const attempt: Attempt = { id: randomUUID(), exercise, file, sha256, score, maxScore, verdict, graderVersion, seed, backend, ...(hintsUsed > 0 && { hintsUsed }), at };
    const kept = { ...report, output: report.output.slice(0, KEPT_OUTPUT) };
    const saved = this.add({ ...emptyProgress(), attempts: [attempt], reports: { [exercise]: { at, report: kept } } });
    this.recorded.fire(report);
    await saved;
  }

  async setRead(page: string, read: boolean): Promise<void> {
    if (this.isRead(page) === read) return;
    await this.add({ ...emptyProgress(), read: { [page]: { read, at: new Date().toISOString() } } });
  }

  isRead(page: string): boolean {
    return this.data.read[page]?.read ?? false;
  }

  /** Keeps a try at a question. `due`: it comes back before the round ends. */
  async answer(page: string, question: string, right: boolean, due: boolean): Promise<void> {
    const before = this.answerTo(page, question);
    const answer = { right, firstTry: before ? before.firstTry : right, tries: (before?.tries ?? 0) + 1, due, at: new Date().toISOString() };
    await this.add({ ...emptyProgress(), answers: { [keyOf(page, question)]: answer } });
  }

  /** The questions of a page count as not answered; a fact with a time of its own, so that another window's file cannot bring the answers back. */
  async startOver(page: string, questions: readonly string[]): Promise<void> {
    const at = new Date().toISOString();
    const answered = questions.filter((question) => this.answerTo(page, question));
    if (answered.length > 0) await this.add({ ...emptyProgress(), answers: Object.fromEntries(answered.map((question) => [keyOf(page, question), { right: false, firstTry: false, tries: 0, due: false, at }])) });
  }

  /** Undefined for a question that was not answered since the round began. */
  answerTo(page: string, question: string): QuizAnswer | undefined {
    const answer = this.data.answers[keyOf(page, question)];
    return answer && answer.tries > 0 ? answer : undefined;
  }

  /** How far the learner has come with the hints of a check; undefined where none was shown. */
  hints(exercise: string, check: string): HintsSeen | undefined {
    return this.data.hints[keyOf(exercise, check)];
  }

  /** Keeps that the first `seen` hints of a check were shown, while the text with this hash was the graded one. */
  async recordHint(exercise: string, check: string, seen: number, sha256: string): Promise<void> {
    await this.add({ ...emptyProgress(), hints: { [keyOf(exercise, check)]: { seen, sha256, at: new Date().toISOString() } } });
  }

  private hintsUsed(exercise: string): number {
    return Object.entries(this.data.hints).reduce((sum, [key, { seen }]) => (key.startsWith(keyOf(exercise, '')) ? sum + seen : sum), 0);
  }

  /** Oldest first. */
  attempts(exercise: string): Attempt[] {
    return this.data.attempts.filter((attempt) => attempt.exercise === exercise);
  }

  bestScore(exercise: string): number | undefined {
    const scores = this.attempts(exercise).map((attempt) => attempt.score);
    return scores.length ? Math.max(...scores) : undefined;
  }

  lastReport(exercise: string): GradeReport<LocalText> | undefined {
    return this.data.reports[exercise]?.report;
  }

  /** Resolves when everything recorded so far is on disk. */
  async flush(): Promise<void> {
    await this.writing;
  }

  private add(news: ProgressData): Promise<void> {
    this.data = merge(this.data, news);
    this.changed.fire();
    return this.save();
  }

  /** One write after the other; a failed one must not stop those that follow. */
  private save(): Promise<void> {
    const write = this.writing.then(async () => {
      // All of it, so that what a failed write left behind goes with the next one.
      this.take(await this.file.write(this.data));
    });
    this.writing = write.catch(() => {});
    return write;
  }

  private async reload(): Promise<void> {
    const found = await this.file.read();
    this.take(found);
    // What this window still knows of a file that was set aside goes back to the disk.
    if (found.setAside !== undefined) await this.save();
  }

  private take({ data, note, setAside }: Found): void {
    const before = JSON.stringify(this.data);
    this.data = merge(data, this.data);
    if (JSON.stringify(this.data) !== before) this.changed.fire();
    if (note === 'ok' || (note === 'fromTheFuture' && this.toldOfFuture)) return;
    this.toldOfFuture ||= note === 'fromTheFuture';
    this.troubled.fire({ note, setAside });
  }
}
