import type { LocalText } from '../kit/l10n';
import { msg, inAllLanguages, type Message } from '../kit/l10n';

/** The three parts of the course, in the order in which they are shown; each is a folder of content/. */
export const SECTIONS = ['background', 'questions', 'exercises'] as const;
export type SectionId = (typeof SECTIONS)[number];

const SECTION_TITLES: Record<SectionId, Message> = {
  background: msg('Background'),
  questions: msg('Interview Questions'),
  exercises: msg('Coding Exercises'),
};
export const sectionTitle = (section: SectionId): LocalText => inAllLanguages(SECTION_TITLES[section]);

/** One readable page. Its id is its path in the course: `questions/compression` or `questions/compression/pruning`. */
export interface Page {
  id: string;
  section: SectionId;
  title: LocalText;
  /** The title in a few words, for the sidebar. */
  label: LocalText;
  summary: LocalText;
  minutes: number;
  /** Absolute path of the page's folder-and-name, without `.<language>.json`. */
  path: string;
  parent?: Topic;
}

/** A question, a background topic or an exercise: a page with pages below it. */
export interface Topic extends Page {
  pages: Page[];
  exercise?: Exercise;
}

export interface Exercise {
  id: string;
  /** Name of the learner's file, for example `neuralNetwork.ts`. */
  file: string;
  title: LocalText;
  /** `anchor`: the heading of the exercise's page that explains the function. */
  functions: { name: string; anchor?: string; summary: LocalText }[];
  maxScore: number;
  /** How much it computes. */
  work: 'small' | 'large';
  /** Absolute path of the exercise's folder in the course. */
  folder: string;
  pageId: string;
}

/** What is wrong with a folder that was left out. */
export interface CourseProblem {
  /** Path of the file, from the content folder. */
  file: string;
  /** The field and what is wrong with it. */
  fault: string;
}

export interface Course {
  sections: { id: SectionId; title: LocalText; topics: Topic[] }[];
  /** Every page in reading order. */
  pages: Page[];
  exercises: Exercise[];
  problems: CourseProblem[];
}

export const pageById = (course: Course, id: string): Page | undefined => course.pages.find((page) => page.id === id);
export const exerciseById = (course: Course, id: string): Exercise | undefined => course.exercises.find((exercise) => exercise.id === id);
