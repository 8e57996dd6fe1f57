import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatFault, otherWordFaults, pageFaults, pageWordFaults, programFaults, topicFaults, unusedTermFaults } from '../../../content/build/lint.mjs';
import { loadCourse } from '../../../src/course/load';
import { root } from '../sources';

// Alone, and without the tests: `node content/build/lint.mjs [part of a path …]`.
const course = await loadCourse(path.join(root, 'content'), 'md');

describe('the pages of the course', () => {
  /** Of all pages at once: TensorFlow.js is loaded for them one time. */
  let programs: string[];
  beforeAll(async () => {
    programs = (await programFaults(course.pages)).map(formatFault);
  }, 120_000);

  it.each(course.pages.map((page) => [page.id, page] as const))('%s', async (_id, page) => {
    const own = path.relative(root, page.path).split(path.sep).join('/');
    const file = page.parent ? `${own}.` : `${own}/`;
    const faults = [...(await pageFaults(page)), ...(await pageWordFaults(page))].map(formatFault);
    expect([...faults, ...programs.filter((fault) => fault.startsWith(file) && !fault.slice(file.length).includes('/'))]).toEqual([]);
  });

  it.each(course.sections.flatMap(({ topics }) => topics).map((topic) => [topic.id, topic] as const))('%s, the questions of all its pages together', async (_id, topic) => {
    expect((await topicFaults(topic)).map(formatFault)).toEqual([]);
  });
});

describe('the words of the course', () => {
  it('are the same outside the pages', async () => {
    expect((await otherWordFaults(course)).map(formatFault)).toEqual([]);
  });

  it('all stand on a page', async () => {
    expect((await unusedTermFaults(course.pages)).map(formatFault)).toEqual([]);
  });
});
