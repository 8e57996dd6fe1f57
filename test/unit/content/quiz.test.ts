import { describe, expect, it } from 'vitest';
import { formatFault, quizFaults, topicQuizFaults } from '../../../content/build/lint.mjs';
import { parseQuiz, renderQuiz, type Choice, type Fill } from '../../../content/build/quiz.mjs';
import { createRenderer } from '../../../content/build/render.mjs';

const FILE = 'p.quiz.json';
const both = (text: string) => ({ 'zh-cn': `中文${text}`, en: text });

/** A choice question whose correct option is number `at`; `length` is that of the correct option. */
const choice = (id: string, at: number, length = 8): Choice => ({
  id,
  kind: 'choice',
  question: both(`Which of ${id}?`),
  options: [0, 1, 2].map((i) => ({ text: both(i === at ? 'r'.repeat(length) : `wrong ${i} of ${id}`), correct: i === at, why: both(`The reason for option ${i} of ${id}.`) })),
});
const fill = (id: string): Fill => ({ id, kind: 'fill', question: both(`How many ${id}?`), answer: 38.5, tolerance: 0.02, unit: both('GB'), why: both(`7 × 5.5 is the answer of ${id}.`), mistakes: [{ answer: 112, why: both(`The optimiser is not split in ${id}.`) }] });
const good = () => [choice('one', 0), choice('two', 1), fill('three')];

/** As it stands in the file: what the schema adds is taken out again. */
const json = (questions: readonly (Choice | Fill)[], edit: (raw: Record<string, unknown>[]) => void = () => {}) => {
  const raw = questions.map(({ kind: _kind, ...question }) => JSON.parse(JSON.stringify(question)) as Record<string, unknown>);
  edit(raw);
  return JSON.stringify(raw, null, 2);
};

describe('a file of questions', () => {
  it('is read as it was written', () => {
    expect(parseQuiz(json(good()), FILE)).toEqual(good());
  });

  it('has 1% of tolerance and no unit where it says nothing', () => {
    const [question] = parseQuiz(json([fill('a')], ([raw]) => (delete raw!.tolerance, delete raw!.unit)), FILE);
    expect(question).toMatchObject({ tolerance: 0.01, unit: { 'zh-cn': '', en: '' } });
  });

  type Raw = Record<string, unknown> & { options: Record<string, unknown>[]; mistakes: Record<string, unknown>[] };
  it.each<[what: string, edit: (raw: Raw[]) => void, fault: RegExp]>([
    ['two correct options', ([one]) => (one!.options[1]!.correct = true), /^p\.quiz\.json:3: question "one": options: exactly one option is correct/],
    ['no correct option', ([one]) => (one!.options[0]!.correct = false), /question "one": options: exactly one option is correct/],
    ['two options', ([one]) => one!.options.pop(), /question "one": options: needs 3 or 4 options/],
    ['five options', ([one]) => one!.options.push(one!.options[1]!, one!.options[1]!), /question "one": options: needs 3 or 4 options/],
    ['an option without a why', ([one]) => delete one!.options[2]!.why, /question "one": options\.2\.why: /],
    ['an empty why', ([one]) => (one!.options[2]!.why = { 'zh-cn': '因为', en: ' ' }), /question "one": options\.2\.why\.en: must not be empty/],
    ['a text in one language', ([one]) => (one!.question = { en: 'x' }), /question "one": question\.zh-cn: /],
    ['an unknown field', ([one]) => (one!.hint = 'x'), /question "one": hint: /],
    ['a mistake within the tolerance', (raw) => (raw[2]!.mistakes[0]!.answer = 38.0), /^p\.quiz\.json:\d+: question "three": mistakes: a mistake lies within the tolerance/],
    ['two mistakes of one answer', (raw) => raw[2]!.mistakes.push(raw[2]!.mistakes[0]!), /question "three": mistakes: two mistakes have the same answer/],
    ['no mistake', (raw) => (raw[2]!.mistakes = []), /question "three": mistakes: needs 1 to 3/],
    ['a text as the answer', (raw) => (raw[2]!.answer = '38.5'), /question "three": answer: /],
    ['a tolerance that takes anything', (raw) => (raw[2]!.tolerance = 0.5), /question "three": tolerance: /],
    ['two questions of one id', ([one, two]) => (two!.id = one!.id), /question "one": id: two questions have the same id/],
    ['an id that is no id', ([one]) => (one!.id = 'One!'), /question "One!": id: /],
    ['no id', ([one]) => delete one!.id, /^p\.quiz\.json: question 1: id: /],
  ])('%s: names the file, the question and the field', (_what, edit, fault) => {
    expect(() => parseQuiz(json(good(), (raw) => edit(raw as Raw[])), FILE)).toThrow(fault);
  });

  it('is JSON, and a list', () => {
    expect(() => parseQuiz('[{', FILE)).toThrow(/^p\.quiz\.json: not valid JSON/);
    expect(() => parseQuiz('{}', FILE)).toThrow(/^p\.quiz\.json: must be an array/);
    expect(() => parseQuiz('[null]', FILE)).toThrow(/^p\.quiz\.json: question 1: /);
  });
});

describe('the rules of questions', () => {
  const rules = (questions: (Choice | Fill)[], computes = true) => quizFaults(questions, FILE, { computes }).map(formatFault);
  const edited = (edit: (questions: [Choice, Choice, Fill]) => void) => {
    const questions = good() as [Choice, Choice, Fill];
    edit(questions);
    return questions;
  };

  it('find nothing to say about good ones', () => {
    expect(rules(good())).toEqual([]);
    expect(quizFaults([], FILE, { computes: false, optional: true })).toEqual([]);
  });

  it.each<[what: string, questions: (Choice | Fill)[], fault: RegExp]>([
    ['two', good().slice(0, 2), /^p\.quiz\.json: 2 questions; a page has 3 to 5/],
    ['six', [...good(), choice('a', 1), choice('b', 2), choice('c', 0)], /6 questions; a page has 3 to 5/],
    ['none', [], /0 questions/],
    ['no number asked for where the page works one out', [choice('a', 0), choice('b', 1), choice('c', 2)], /no question asks for one/],
    ['the same why twice in a question', edited(([one]) => (one.options[2]!.why = one.options[1]!.why)), /question "one": options\.2\.why\.en: the same words as options\.1\.why of "one"/],
    ['the same why in two questions', edited(([one, two]) => (two.options[0]!.why = one.options[0]!.why)), /question "two": options\.0\.why\.zh-cn: the same words as options\.0\.why of "one"/],
    ['the same why for the answer and a mistake', edited(([, , three]) => (three.mistakes[0]!.why = three.why)), /question "three": mistakes\.0\.why\.en: the same words as why/],
    ['a why that says “wrong”', edited(([one]) => (one.options[1]!.why = { 'zh-cn': '这样就浪费了显存，而且没有提速。', en: 'Wrong.' })), /question "one": options\.1\.why\.en: “Wrong\.” does not say why/],
    ['a Chinese why that says 错误', edited(([one]) => (one.options[1]!.why = { 'zh-cn': '错误。', en: 'It wastes memory.' })), /question "one": options\.1\.why\.zh-cn: “错误。” does not say why/],
    ['the same option twice', edited(([one]) => (one.options[2]!.text = one.options[1]!.text)), /question "one": options\.2\.text\.en: the same words as options\.1/],
    ['all of the above', edited(([one]) => (one.options[1]!.text = both('All of the above'))), /question "one": options\.1\.text\.en: “All of the above”/],
    ['none of the above', edited(([one]) => (one.options[1]!.text = both('None of the above.'))), /“None of the above\.” speaks of the other options/],
    ['以上都是', edited(([one]) => (one.options[1]!.text = { 'zh-cn': '以上都是', en: 'Everything' })), /“以上都是” speaks of the other options/],
    ['以上皆非', edited(([one]) => (one.options[1]!.text = { 'zh-cn': '以上皆非', en: 'Nothing' })), /“以上皆非” speaks of the other options/],
    ['the correct option always the longest', [choice('a', 0, 40), choice('b', 1, 40), fill('c')], /^p\.quiz\.json: in every choice question the correct option is the longest \(en\)/],
    ['the correct option always at the same place', [choice('a', 2), choice('b', 2), fill('c')], /in every choice question the correct option is number 3/],
  ])('find %s', (_what, questions, fault) => {
    expect(rules(questions)).toContainEqual(expect.stringMatching(fault));
  });

  it('let one question have its longest option correct', () => {
    expect(rules([choice('a', 0, 40), fill('b'), fill('c')])).toEqual([]);
    expect(rules([choice('a', 0, 40), choice('b', 1), fill('c')])).toEqual([]);
  });

  it('hold over a topic: places are spread, and the longest is not the correct one', () => {
    const topic = (places: number[], length = 8) => topicQuizFaults(places.map((at, i) => choice(`q${i}`, at, length)), 'questions/x').map(formatFault);
    expect(topic([0, 1, 2, 0, 1])).toEqual([]);
    expect(topic([0, 0, 0, 1, 2])).toEqual([]); // 60%
    expect(topic([1, 1, 1, 1, 0, 2])).toEqual(['questions/x: in 4 of 6 choice questions of the topic the correct option is number 2']);
    expect(topic([1, 1, 1, 1])).toEqual([]); // too few to say
    expect(topic([0, 1, 2, 0, 1], 40)).toEqual([expect.stringContaining('is the longest (zh-cn)'), expect.stringContaining('is the longest (en)')]);
  });
});

describe('rendered questions', () => {
  const renderer = createRenderer({ figure: () => '<svg></svg>', pageExists: (id) => id === 'questions/compression' });
  const render = (questions: (Choice | Fill)[], anchors: string[] = []) => renderQuiz(questions, renderer, 'en', FILE, anchors);

  it('hold inline HTML in one language', () => {
    const question = choice('one', 1);
    question.options[0]!.text = { 'zh-cn': '中', en: '**bold** `code` <b>' };
    const { quiz } = render([question, fill('two')]);
    expect(quiz[0]).toMatchObject({ id: 'one', kind: 'choice', question: 'Which of one?', options: [{ html: '<strong>bold</strong> <code>code</code> &lt;b&gt;', correct: false, why: 'The reason for option 0 of one.' }, { correct: true }, { correct: false }] });
    expect(quiz[1]).toEqual({ id: 'two', kind: 'fill', question: 'How many two?', answer: 38.5, tolerance: 0.02, unit: 'GB', why: '7 × 5.5 is the answer of two.', mistakes: [{ answer: 112, why: 'The optimiser is not split in two.' }] });
  });

  it('hold formulas without a style attribute', () => {
    const question = { ...fill('one'), question: both('$\\sqrt{x_i}$') };
    const html = render([question]).quiz[0]!.question;
    expect(html).toContain('<span class="katex">');
    expect(html).not.toContain('style=');
  });

  it('may link within the course, and to their page', () => {
    const question = { ...fill('one'), why: both('[x](course:questions/compression#why) [y](#how)') };
    expect(render([question], ['how']).links).toEqual([{ page: 'questions/compression', anchor: 'why' }]);
  });

  it.each([
    ['a bad formula', '$\\frac{1$', /^p\.quiz\.json: question "one": mistakes\.0\.why\.en: formula/],
    ['a link to nowhere', '[x](course:questions/nothing)', /question "one": mistakes\.0\.why\.en: link to unknown page/],
    ['a link to an anchor that the page lacks', '[x](#nowhere)', /question "one": mistakes\.0\.why\.en: link to #nowhere/],
    ['a script', '[x](javascript:alert(1))', /link to "javascript/],
    ['a figure', '![x](figure:valley)', /a figure stands on a line of its own/],
  ])('%s is an error that names question and field', (_what, text, fault) => {
    const question = fill('one');
    question.mistakes[0]!.why = both(text);
    expect(() => render([question])).toThrow(fault);
  });
});
