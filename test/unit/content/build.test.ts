import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCourse } from '../../../content/build/course.mjs';
import type { RenderedPage } from '../../../src/explanations/messages';

const both = (text: string) => ({ 'zh-cn': `中文${text}`, en: text });
const question = { id: 'memory', question: both('How much is $x_1$?'), answer: 38.5, unit: both('GB'), why: both('`7 × 5.5`'), mistakes: [{ answer: 112, why: both('[Not split](course:questions/new#why).') }] };

describe('the built course', () => {
  let folder: string;
  const content = () => path.join(folder, 'content');
  const build = () => buildCourse({ content: content(), outdir: path.join(folder, 'out'), mathFile: path.join(folder, 'math.css') });
  const built = async (page: string) => JSON.parse(await readFile(path.join(folder, 'out', 'questions/new', `${page}.json`), 'utf8')) as RenderedPage;
  const quiz = (questions: unknown) => writeFile(path.join(content(), 'questions/new/pages/one.quiz.json'), JSON.stringify(questions));

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'built 课程 '));
    for (const section of ['background', 'exercises', 'questions/new/pages']) await mkdir(path.join(content(), section), { recursive: true });
    const page = { id: 'one', title: both('One'), summary: both('One'), minutes: 3 };
    await writeFile(path.join(content(), 'questions/new/item.json'), JSON.stringify({ ...page, id: 'new', order: 1, label: both('New'), pages: [page] }));
    for (const language of ['zh-cn', 'en']) {
      await writeFile(path.join(content(), `questions/new/${language}.md`), 'Text.\n\n## Why {#why}\n');
      await writeFile(path.join(content(), `questions/new/pages/one.${language}.md`), 'Text.\n\n::: rubric\n- one `point`;\n- another.\n:::\n');
    }
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('holds rubric and questions beside the page, in its language', async () => {
    await quiz([question]);
    await build();
    const english = await built('pages/one.en');
    expect(english.rubric).toEqual(['one point;', 'another.']);
    expect(english.quiz).toEqual([
      {
        id: 'memory',
        kind: 'fill',
        question: expect.stringMatching(/^How much is <span class="katex">/) as string,
        answer: 38.5,
        tolerance: 0.01,
        unit: 'GB',
        why: '<code>7 × 5.5</code>',
        mistakes: [{ answer: 112, why: '<a class="course-link" data-page="questions/new" data-anchor="why" href="#">Not split</a>.' }],
      },
    ]);
    expect((await built('pages/one.zh-cn')).quiz).toMatchObject([{ unit: '中文GB', why: '中文<code>7 × 5.5</code>' }]);
    // The formula of a question needs its classes as one of a page does.
    const [name] = /\bk[a-z0-9]{6}\b/.exec(english.quiz[0]!.question)!;
    expect(await readFile(path.join(folder, 'math.css'), 'utf8')).toContain(`.${name}{`);
  });

  it('holds empty lists where a page has none', async () => {
    await build();
    expect(await built('pages/one.en')).toMatchObject({ quiz: [] });
    expect(await built('en')).toMatchObject({ rubric: [], quiz: [] });
  });

  it.each([
    ['a missing field', [{ ...question, why: undefined }], /one\.quiz\.json:\d+: question "memory": why: /],
    ['a bad formula', [{ ...question, why: both('$\\frac{1$') }], /one\.quiz\.json: question "memory": why\.zh-cn: formula/],
    ['a link to an anchor that is not there', [{ ...question, why: both('[x](course:questions/new#nowhere)') }], /one\.quiz\.json: page "questions\/new" has no anchor "#nowhere"/],
  ])('is refused with %s in its questions', async (_what, questions, fault) => {
    await quiz(questions);
    await expect(build()).rejects.toThrow(fault);
  });
});
