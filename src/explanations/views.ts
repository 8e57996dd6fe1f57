import fs from 'node:fs/promises';
import * as vscode from 'vscode';
import { pageById, type Course, type Exercise, type Page, type Topic } from '../course/course';
import { pageFile } from '../course/load';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import { statusOf } from '../exercises/status';
import type { GradeReport } from '../grading/report';
import { LANGUAGES, type Language, type LocalText } from '../kit/l10n';
import type { Progress } from '../progress/progress';
import type { ExerciseStatus, PageView, QuizProgress, RenderedPage, ReportView } from './messages';

/** What the pages are made of. */
export interface Sources {
  course: () => Promise<Course>;
  files: ExerciseFiles;
  progress: Progress;
  isBusy: (exercise: string) => boolean;
}

export function exerciseStatus(exercise: Exercise, sources: Sources): ExerciseStatus {
  const { state, place, bestScore } = statusOf(exercise, sources.files, sources.progress);
  return { id: exercise.id, state, scaffolded: place !== undefined, bestScore, maxScore: exercise.maxScore, busy: sources.isBusy(exercise.id), trusted: vscode.workspace.isTrusted };
}

/** Everything that the page of `id` shows, in every language; undefined where there is no such page. */
export async function pageView(id: string, sources: Sources): Promise<PageView | undefined> {
  const course = await sources.course();
  const page = pageById(course, id);
  if (!page) return undefined;
  const at = course.pages.indexOf(page);
  const link = (other: Page | undefined) => other && { id: other.id, title: other.title };
  const content = await Promise.all(LANGUAGES.map(async (language) => [language, await rendered(page, language)] as const));
  const { exercise, pages = [] } = page as Topic;
  const children = pages.map(async (child) => ({ id: child.id, title: child.title, summary: child.summary, read: sources.progress.isRead(child.id), quiz: await quizProgress(child, sources) }));
  return {
    kind: 'page',
    id,
    title: page.title,
    summary: page.summary,
    section: course.sections.find((section) => section.id === page.section)!.title,
    minutes: page.minutes,
    content: Object.fromEntries(content) as PageView['content'],
    parent: link(page.parent),
    children: await Promise.all(children),
    previous: link(course.pages[at - 1]),
    next: link(course.pages[at + 1]),
    read: sources.progress.isRead(id),
    quiz: await quizProgress(page, sources),
    exercise: exercise && exerciseStatus(exercise, sources),
  };
}

async function rendered(page: Page, language: Language): Promise<Pick<RenderedPage, 'html' | 'toc' | 'quiz'>> {
  const { html, toc, quiz } = JSON.parse(await fs.readFile(pageFile(page, language), 'utf8')) as RenderedPage;
  return { html, toc, quiz };
}

/** Read once: the course does not change while the extension runs. */
const questions = new WeakMap<Page, Promise<string[]>>();

/** Ids of a page's questions; they are the same in every language. */
export function questionsOf(page: Page): Promise<string[]> {
  const known = questions.get(page) ?? rendered(page, LANGUAGES[0]).then(({ quiz }) => quiz.map(({ id }) => id));
  questions.set(page, known);
  return known;
}

/** How far the learner has come with the questions of a page. */
export async function quizProgress(page: Page, { progress }: Sources): Promise<QuizProgress> {
  const ids = await questionsOf(page);
  const answers = ids.flatMap((id) => {
    const answer = progress.answerTo(page.id, id);
    return answer ? [[id, answer] as const] : [];
  });
  return { all: ids.length, answers: Object.fromEntries(answers) };
}

export function reportView(exercise: Exercise, report: GradeReport<LocalText>, previousBest: number | undefined, sources: Sources): ReportView {
  return {
    kind: 'report',
    exercise: { ...exerciseStatus(exercise, sources), title: exercise.title, pageId: exercise.pageId },
    report,
    stale: isStale(exercise, report, sources),
    previousBest,
  };
}

/** True where the learner's file is not the text that was graded. */
export function isStale(exercise: Exercise, report: GradeReport<LocalText>, { files }: Sources): boolean {
  return !files.isCurrent(
    files.of(exercise.id).find(({ file }) => file.fsPath === report.file),
    report.sha256,
  );
}
