import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partsOf } from '../../content/build/lint.mjs';
import { SECTIONS, exerciseById, pageById, type Course, type Page } from '../../src/course/course';
import { loadCourse, pageFile } from '../../src/course/load';
import { LANGUAGES, type Language } from '../../src/kit/l10n';
import { root } from './sources';

const content = path.join(root, 'content');

describe('the course', () => {
  let course: Course;
  const texts = new Map<Page, Record<Language, string>>();

  beforeAll(async () => {
    course = await loadCourse(content, 'md');
    for (const page of course.pages) {
      const [chinese, english] = await Promise.all(LANGUAGES.map((language) => readFile(pageFile(page, language, 'md'), 'utf8')));
      texts.set(page, { 'zh-cn': chinese!, en: english! });
    }
  });

  const pagesOf = (id: (typeof SECTIONS)[number]): Record<string, string[]> =>
    Object.fromEntries<string[]>(course.sections.find((section) => section.id === id)!.topics.map((topic) => [topic.id.split('/')[1]!, topic.pages.map((page) => page.id.split('/')[2]!)]));

  it('loads without problems', () => {
    expect(course.problems).toEqual([]);
  });

  it('tells the benefits and the challenges of large models', () => {
    expect(pagesOf('background')).toEqual({ benefits: ['performance', 'business-models', 'rnd-cost'], challenges: ['compute', 'data', 'deployment', 'team'] });
  });

  it('answers four interview questions with four strategies each', () => {
    expect(Object.keys(pagesOf('questions'))).toEqual(['data', 'compute', 'compression', 'edge']); // the article's order
    expect(pagesOf('questions')).toEqual({
      compression: ['quantization', 'pruning', 'distillation', 'model-fusion'],
      compute: expect.arrayContaining(['gpu-tpu', 'distributed-training', 'memory', 'bandwidth']) as string[],
      data: expect.arrayContaining(['cleaning', 'augmentation', 'integration', 'labeling']) as string[],
      edge: expect.arrayContaining(['compression', 'distillation', 'dynamic-adjustment', 'optimized-algorithms']) as string[],
    });
    for (const topic of course.sections[1]!.topics) expect(topic.pages, topic.id).toHaveLength(4);
  });

  it('names for each function a heading of the exercise’s page that explains it', () => {
    for (const { pageId, functions } of course.exercises) {
      for (const { name, anchor } of functions) for (const language of LANGUAGES) expect(texts.get(pageById(course, pageId)!)![language], `${pageId} ${name}`).toMatch(new RegExp(`^#{2,3} .*\\{#${anchor}\\}$`, 'm'));
    }
  });

  it('has the three exercises with the functions of their contract', () => {
    expect(course.exercises.map(({ id, file, maxScore, functions }) => ({ id, file, maxScore, functions: functions.map(({ name }) => name) }))).toEqual([
      { id: 'neural-network', file: 'neuralNetwork.ts', maxScore: 100, functions: ['initParams', 'forward', 'loss', 'backward', 'update', 'train', 'predict'] },
      { id: 'cnn', file: 'cnn.ts', maxScore: 100, functions: ['conv2d', 'maxPool', 'fullyConnected', 'buildModel', 'train', 'predict', 'accuracy'] },
      { id: 'recommender', file: 'recommender.ts', maxScore: 100, functions: ['contentScores', 'userSimilarity', 'nearestUsers', 'collaborativeScores', 'hybridScores', 'recommend'] },
    ]);
    for (const exercise of course.exercises) {
      expect(pageById(course, exercise.pageId)).toMatchObject({ exercise: { id: exercise.id } });
      expect(exerciseById(course, exercise.id)).toBe(exercise);
    }
  });

  it('lists every page once, in reading order', () => {
    const order = course.sections.flatMap(({ topics }) => topics.flatMap((topic) => [topic.id, ...topic.pages.map(({ id }) => id)]));
    expect(course.pages.map(({ id }) => id)).toEqual(order);
    expect(new Set(order).size).toBe(order.length);
    for (const { topics } of course.sections) for (const topic of topics) for (const page of topic.pages) expect(page.parent).toBe(topic);
  });

  it('has starters that export every function, in both languages, alike but for the comments', async () => {
    for (const exercise of course.exercises) {
      const starters = await Promise.all(LANGUAGES.map((language) => readFile(path.join(exercise.folder, `starter.${language}.ts`), 'utf8')));
      const code = starters.map((text) => text.replace(/\/\*[\s\S]*?\*\/|\/\/(?! TODO:).*$/gm, '').replace(/\s+/g, ' '));
      expect(code[0], exercise.id).toBe(code[1]);
      for (const { name } of exercise.functions) expect(starters[0], exercise.id).toMatch(new RegExp(`^export (async )?function ${name}\\(`, 'm'));
    }
  });

  it('has a figure for every name, and a name for every figure', async () => {
    for (const topic of course.sections.flatMap(({ topics }) => topics)) {
      const used = new Set([topic, ...topic.pages].flatMap((page) => partsOf(texts.get(page)!.en).figures));
      const drawn = (await readdir(path.join(topic.path, 'figures')).catch(() => [])).map((file) => file.replace(/\.mjs$/, ''));
      expect([...used].sort(), topic.id).toEqual(drawn.sort());
    }
  });

  it('is Chinese in Chinese and English in English', () => {
    const han = /\p{Script=Han}/u;
    for (const page of course.pages) {
      expect([page.title['zh-cn'], page.summary['zh-cn'], texts.get(page)!['zh-cn']].every((text) => han.test(text)), page.id).toBe(true);
      expect([page.title.en, page.summary.en, page.label.en].some((text) => han.test(text)), page.id).toBe(false);
    }
  });
});

describe('a course with a bad folder', () => {
  let copy: string;
  const item = (...where: string[]) => path.join(copy, ...where, 'item.json');
  const load = () => loadCourse(copy, 'md');
  const change = async (file: string, edit: (item: Record<string, unknown>) => void) => {
    const raw = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    edit(raw);
    await writeFile(file, JSON.stringify(raw));
  };
  /** The pages of everything but one folder. */
  const others = async (id: string) => (await loadCourse(content, 'md')).pages.map((page) => page.id).filter((page) => page !== id && !page.startsWith(`${id}/`));

  beforeEach(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'course 课程 '));
    for (const section of SECTIONS) await cp(path.join(content, section), path.join(copy, section), { recursive: true });
  });
  afterEach(() => rm(copy, { recursive: true, force: true }));

  const bad: [what: string, edit: () => Promise<void>, problem: { file: string; fault: RegExp }][] = [
    ['a missing field', () => change(item('questions', 'data'), (raw) => delete raw.minutes), { file: 'questions/data/item.json', fault: /^minutes: .*undefined/ }],
    ['a missing language', () => change(item('questions', 'data'), (raw) => delete (raw.title as Record<string, unknown>)['zh-cn']), { file: 'questions/data/item.json', fault: /^title\.zh-cn: / }],
    ['a field of the wrong type', () => change(item('questions', 'data'), (raw) => (raw.order = 'third')), { file: 'questions/data/item.json', fault: /^order: .*"third"/ }],
    ['an empty text', () => change(item('questions', 'data'), (raw) => ((raw.summary as Record<string, unknown>).en = ' ')), { file: 'questions/data/item.json', fault: /^summary\.en: must not be empty/ }],
    ['a wrong field of a page', () => change(item('questions', 'data'), (raw) => ((raw.pages as { minutes: unknown }[])[2]!.minutes = 1.5)), { file: 'questions/data/item.json', fault: /^pages\.2\.minutes: must be a whole number/ }],
    ['an unknown field', () => change(item('questions', 'data'), (raw) => (raw.colour = 'blue')), { file: 'questions/data/item.json', fault: /^colour: / }],
    ['two pages of one id', () => change(item('questions', 'data'), (raw) => (raw.pages as unknown[]).push((raw.pages as unknown[])[0])), { file: 'questions/data/item.json', fault: /^pages: two pages have the same id/ }],
    ['an id that is not the folder', () => change(item('questions', 'data'), (raw) => (raw.id = 'date')), { file: 'questions/data/item.json', fault: /^id: .*date.*data/ }],
    ['an item that is no object', () => writeFile(item('questions', 'data'), '[]'), { file: 'questions/data/item.json', fault: /^\w[\w.]*: / }],
    ['bad JSON', () => writeFile(item('questions', 'data'), '{ "id": "data", '), { file: 'questions/data/item.json', fault: /^not valid JSON: / }],
    ['no item', () => rm(item('questions', 'data')), { file: 'questions/data/item.json', fault: /^the file is missing$/ }],
    ['a missing page', () => rm(path.join(copy, 'questions/data/pages/cleaning.en.md')), { file: 'questions/data/pages/cleaning.en.md', fault: /^the file is missing$/ }],
    ['a missing text', () => rm(path.join(copy, 'questions/data/zh-cn.md')), { file: 'questions/data/zh-cn.md', fault: /^the file is missing$/ }],
    ['a missing starter', () => rm(path.join(copy, 'exercises/cnn/starter.en.ts')), { file: 'exercises/cnn/starter.en.ts', fault: /^the file is missing$/ }],
    ['an exercise without functions', () => change(item('exercises', 'cnn'), (raw) => (raw.functions = [])), { file: 'exercises/cnn/item.json', fault: /^functions: / }],
    ['an exercise file outside the folder', () => change(item('exercises', 'cnn'), (raw) => (raw.file = '../cnn.ts')), { file: 'exercises/cnn/item.json', fault: /^file: must be the name of a \.ts file/ }],
  ];

  it.each(bad)('%s: names the file and the field, and the rest loads', async (_what, edit, { file, fault }) => {
    await edit();
    const course = await load();
    expect(course.problems).toEqual([{ file, fault: expect.stringMatching(fault) as string }]);
    expect(course.pages.map(({ id }) => id)).toEqual(await others(file.split('/').slice(0, 2).join('/')));
  });

  it('names each bad folder once', async () => {
    await writeFile(item('questions', 'edge'), '');
    await change(item('background', 'benefits'), (raw) => {
      delete raw.title;
      raw.minutes = -1;
    });
    expect((await load()).problems.map(({ file }) => file)).toEqual(['background/benefits/item.json', 'questions/edge/item.json']);
  });

  it('names a part that is not there', async () => {
    await rm(path.join(copy, 'background'), { recursive: true });
    const course = await load();
    expect(course.problems).toEqual([{ file: 'background', fault: 'the folder is missing' }]);
    expect(course.exercises).toHaveLength(3);
  });

  it('finds a question that is dropped in, without a line of code', async () => {
    await cp(path.join(copy, 'questions/data'), path.join(copy, 'questions/safety'), { recursive: true });
    await change(item('questions', 'safety'), (raw) => Object.assign(raw, { id: 'safety', order: 9 }));
    const course = await load();
    expect(course.problems).toEqual([]);
    expect(course.sections[1]!.topics.map(({ id }) => id)).toEqual(['questions/data', 'questions/compute', 'questions/compression', 'questions/edge', 'questions/safety']);
    expect(pageById(course, 'questions/safety/cleaning')?.parent?.id).toBe('questions/safety');
  });

  it('passes over files beside the folders', async () => {
    await writeFile(path.join(copy, 'questions', '.DS_Store'), '');
    expect((await load()).problems).toEqual([]);
  });
});
