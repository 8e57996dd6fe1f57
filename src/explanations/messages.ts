/** Everything that travels between the extension host and a page (webview). One union per direction. */
import type { Language, LocalText } from '../kit/l10n';
import type { ExerciseState } from '../exercises/status';
import type { GradeReport } from '../grading/report';
import type { QuizAnswer } from '../progress/schema';

/** One heading of a page; `id` is the same in both languages. */
export interface TocEntry {
  id: string;
  title: string;
  level: 2 | 3;
}

/** A page in one language, rendered when the course was built. `html` holds no script, no style attribute. */
export interface RenderedPage {
  html: string;
  toc: TocEntry[];
  /** The page as plain text, for the search. */
  text: string;
  /** The points that a good answer to the interviewer's question holds, as plain text; empty where the page has no rubric. */
  rubric: string[];
  /** Questions to check oneself with; empty where the page has none. */
  quiz: RenderedQuestion[];
}

/** One question below a page. Every `html`, `question` and `why` is inline HTML, rendered like the page. */
export type RenderedQuestion = ChoiceQuestion | FillQuestion;

/** Exactly one option is correct. */
export interface ChoiceQuestion {
  /** The same in both languages, unique on its page. */
  id: string;
  kind: 'choice';
  question: string;
  options: { html: string; correct: boolean; why: string }[];
}

/** Asks for a number. */
export interface FillQuestion {
  id: string;
  kind: 'fill';
  question: string;
  answer: number;
  /** Relative: 0.01 accepts what lies within 1% of `answer`. */
  tolerance: number;
  /** Plain text, empty where the number has no unit. */
  unit: string;
  why: string;
  /** Numbers that people really arrive at, none within the tolerance. */
  mistakes: { answer: number; why: string }[];
}

export interface PageLink {
  /** For example `questions/compression` or `questions/compression/pruning`. */
  id: string;
  title: LocalText;
}

export type { ExerciseState, QuizAnswer };

/** How far the learner has come with a page's questions. */
export interface QuizProgress {
  /** Number of questions. */
  all: number;
  /** By the question's id; those not answered in this round are absent. */
  answers: Readonly<Record<string, QuizAnswer>>;
}

/** What an exercise page and a report page show of the learner's own work. */
export interface ExerciseStatus {
  id: string;
  state: ExerciseState;
  /** True where the exercise's file exists in the workspace. */
  scaffolded: boolean;
  bestScore?: number;
  maxScore: number;
  /** True while the learner's file is being run or graded. */
  busy: boolean;
  /** False in an untrusted workspace: reading works, running does not. */
  trusted: boolean;
}

export interface PageView {
  kind: 'page';
  id: string;
  title: LocalText;
  summary: LocalText;
  /** Title of the section of the course: Background, Interview Questions, Coding Exercises. */
  section: LocalText;
  minutes: number;
  content: Readonly<Record<Language, Pick<RenderedPage, 'html' | 'toc' | 'quiz'>>>;
  parent?: PageLink;
  children: (PageLink & { summary: LocalText; read: boolean; quiz: QuizProgress })[];
  previous?: PageLink;
  next?: PageLink;
  read: boolean;
  quiz: QuizProgress;
  exercise?: ExerciseStatus;
}

export interface ReportView {
  kind: 'report';
  exercise: ExerciseStatus & { title: LocalText; pageId: string };
  report: GradeReport<LocalText>;
  /** True once the learner's file no longer is the text that was graded. */
  stale: boolean;
  /** Best score before this grade, if there was one. */
  previousBest?: number;
}

export type HostToPage =
  | { type: 'show'; view: PageView | ReportView; language: Language; strings: Readonly<Record<Language, PageStrings>>; pinned: boolean; anchor?: string }
  | { type: 'language'; language: Language }
  | { type: 'status'; exercise: ExerciseStatus }
  | { type: 'read'; id: string; read: boolean }
  | { type: 'quiz'; id: string; quiz: QuizProgress }
  | { type: 'stale'; stale: boolean };

export type PageToHost =
  | { type: 'ready' }
  | { type: 'open'; id: string; anchor?: string }
  | { type: 'external'; url: string }
  | { type: 'language'; language: Language }
  | { type: 'pin'; pinned: boolean }
  | { type: 'markRead'; id: string; read: boolean }
  /** A try at a question of a page; `due`: it comes back before the round ends. */
  | { type: 'answer'; page: string; question: string; right: boolean; due: boolean }
  | { type: 'quizStartOver'; page: string }
  | { type: 'exercise'; action: 'scaffold' | 'run' | 'grade' | 'reset' | 'openFile' | 'openReport'; id: string }
  | { type: 'location'; line: number; column: number }
  /** A fault of the page itself; the host logs it. */
  | { type: 'fault'; message: string; stack?: string };

/** What the page's script keeps with `setState`, and what a serializer gets back after a reload. */
export interface PageState {
  view: 'page' | 'report';
  id: string;
  language: Language;
  pinned: boolean;
  /** Id of the heading at the top of the window, and how far below it the window starts, in pixels. */
  place?: { heading: string; offset: number };
}

/** The page's own words, translated by the host (src/explanations/strings.ts). */
export interface PageStrings {
  previous: string;
  next: string;
  contents: string;
  markRead: string;
  markUnread: string;
  read: string;
  minutes: string;
  pin: string;
  unpin: string;
  switchLanguage: string;
  scaffold: string;
  openFile: string;
  run: string;
  grade: string;
  reset: string;
  openReport: string;
  busy: string;
  untrusted: string;
  inThisPart: string;
  stateNotStarted: string;
  stateInProgress: string;
  statePartial: string;
  statePassed: string;
  stateChanged: string;
  report: string;
  score: string;
  points: string;
  stale: string;
  gradeAgain: string;
  expected: string;
  actual: string;
  goToLine: string;
  output: string;
  noOutput: string;
  previousBest: string;
  newBest: string;
  backend: string;
  device: string;
  seed: string;
  duration: string;
  statusPassed: string;
  statusFailed: string;
  statusError: string;
  statusTimeout: string;
  statusCrashed: string;
  statusSkipped: string;
  verdictPassed: string;
  verdictPartial: string;
  verdictFailed: string;
  verdictError: string;
  readExplanation: string;
  /** In place of the points of a challenge. */
  extra: string;
  onlyLost: string;
  /** Shown where the filter `onlyLost` leaves no check. */
  nothingLost: string;
  /** Heading of the list of checks. */
  checks: string;
  /** Heading of the small print: backend, device, seed, duration. */
  details: string;
  bestScore: string;
  /** Name of the breadcrumb, for screen readers. */
  breadcrumb: string;
  /** The button on a block of code, and what it says after it was pressed. */
  copy: string;
  copied: string;
  /** Heading of the questions below a page. */
  quiz: string;
  /** `{n}`, `{of}`: which question of the round. */
  quizPosition: string;
  /** The same once all were asked: `{of}` come back. */
  quizCameBack: string;
  quizCheck: string;
  quizNext: string;
  quizResult: string;
  quizTryAgain: string;
  quizShowAnswer: string;
  /** In the summary: the `{n}` that were not right. */
  quizAnswerAgain: string;
  quizStartOver: string;
  quizRight: string;
  quizWrong: string;
  quizAnswerIs: string;
  quizTooLarge: string;
  quizTooSmall: string;
  quizNumber: string;
  quizNoNumber: string;
  quizNothingChosen: string;
  /** `{n}` of `{of}` right at the first try. */
  quizSummary: string;
  quizStillWrong: string;
  quizFirstTry: string;
  quizTries: string;
  /** On the card of a page: `{n}` of `{of}` right. */
  quizShort: string;
}
