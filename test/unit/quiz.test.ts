import { describe, expect, it } from 'vitest';
import { formatNumber, isClose, parseNumber } from '../../webview/page/numberInput';
import { answered, askDue, begin, current, due, isLast, mayShowAnswer, next, rightAtFirstTry, showAnswer, startOver, tryAgain, type QuizState } from '../../webview/page/quizState';

describe('a number in a field', () => {
  it.each([
    ['38.5', 38.5],
    [' 38.5 ', 38.5],
    ['-3', -3],
    ['−3', -3],
    ['+.5', 0.5],
    ['5.', 5],
    ['1,200', 1200],
    ['1,120,000,000', 1_120_000_000],
    ['1,200.5', 1200.5],
    ['1 200', 1200],
    ['３８．５', 38.5],
    ['３８。５', 38.5],
    ['38。5', 38.5],
    ['38.5。', 38.5],
    ['1，200', 1200],
    ['3.2e9', 3.2e9],
    ['3.2E+9', 3.2e9],
    ['３．２ｅ９', 3.2e9],
    ['3e-4', 3e-4],
    ['3.2×10^9', 3.2e9],
    ['3.2 x 10^9', 3.2e9],
    ['3.2*10**9', 3.2e9],
    ['3.2×10⁹', 3.2e9],
    ['3.2 × 10⁻⁴', 3.2e-4],
    ['10^9', 1e9],
    ['-10⁹', -1e9],
    ['0', 0],
  ])('%s', (text, value) => expect(parseNumber(text)).toBe(value));

  it.each(['', ' ', '.', '-', 'abc', '38.5 GB', '1,5', '1,20,000', '1,200,00', '3.2.1', '1/4', '0x10', 'Infinity', 'NaN', '1e999', 'e5', '5e', '12 apples', '--3', '四'])('“%s” is none', (text) => expect(parseNumber(text)).toBeUndefined());

  it.each([
    ['38.5 GB', 'GB', 38.5],
    ['38.5gb', 'GB', 38.5],
    ['73.5%', '%', 73.5],
    ['７３．５％', '%', 73.5],
    ['811 条', '条', 811],
    ['811', '条', 811],
    ['1.5 GB/s', 'GB/s', 1.5],
  ])('%s may bear its unit %s', (text, unit, value) => expect(parseNumber(text, unit)).toBe(value));

  it('of another unit is none', () => expect(parseNumber('38.5 MB', 'GB')).toBeUndefined());

  it('is close by a share of what is meant', () => {
    expect([38.5, 38.115, 38.885].map((given) => isClose(given, 38.5, 0.01))).toEqual([true, true, true]);
    expect([38.1, 38.9, -38.5].map((given) => isClose(given, 38.5, 0.01))).toEqual([false, false, false]);
    expect(isClose(-0.0505, -0.05, 0.01)).toBe(true);
    expect(isClose(0.1 + 0.2, 0.3, 0)).toBe(true);
    expect([isClose(0, 0, 0.01), isClose(0.001, 0, 0.01)]).toEqual([true, false]);
  });

  it('is written in groups of three', () => {
    expect([38.5, 112e9, 0.571, 6.02e23, 3.2e-7, 0, -1234.5].map(formatNumber)).toEqual(['38.5', '112,000,000,000', '0.571', '6.02e23', '3.2e-7', '0', '-1,234.5']);
  });
});

describe('a round of questions', () => {
  const all = ['a', 'b', 'c'];
  /** Answers what is asked, `+` right and `-` wrong, and goes on. */
  const go = (state: QuizState, ...tries: string[]): QuizState =>
    tries.reduce((now, signs) => next([...signs].reduce((one, sign) => answered(tryAgain(one), sign === '+'), now)), state);
  /** What a page keeps of it. */
  const kept = ({ answers }: QuizState) => answers;

  it('asks in the order of the file and ends with the summary', () => {
    let state = begin(all);
    const asked: (string | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      asked.push(current(state));
      state = next(answered(state, true));
    }
    expect(asked).toEqual(['a', 'b', 'c', undefined]);
    expect(rightAtFirstTry(state)).toBe(3);
  });

  it('brings wrong ones back until they are right, and only those', () => {
    let state = go(begin(all), '-', '+', '-+');
    expect([state.first, state.lap, current(state)]).toEqual([false, ['a', 'c'], 'a']);
    state = go(state, '-', '+');
    expect([state.lap, current(state)]).toEqual([['a'], 'a']);
    state = go(state, '+');
    expect(current(state)).toBeUndefined();
    expect(due(state)).toEqual([]);
    expect(state.answers).toEqual({
      a: { right: true, firstTry: false, tries: 3, due: false },
      b: { right: true, firstTry: true, tries: 1, due: false },
      c: { right: true, firstTry: false, tries: 3, due: false },
    });
    expect(rightAtFirstTry(state)).toBe(1);
  });

  it('says whether anything follows', () => {
    const last = go(begin(all), '+', '+');
    expect(isLast(answered(last, true))).toBe(true);
    expect(isLast(answered(last, false))).toBe(false);
    expect(isLast(answered(tryAgain(answered(last, false)), true))).toBe(false);
    expect(isLast(answered(begin(all), true))).toBe(false);
    const back = go(last, '-');
    expect(current(back)).toBe('c');
    expect(isLast(answered(back, true))).toBe(true);
  });

  it('shows the answer after the second wrong try, not before, and not to who has not tried', () => {
    const state = begin(all);
    expect(showAnswer(state).shows).toBe('question');
    const once = answered(state, false);
    expect([mayShowAnswer(once), showAnswer(once).shows]).toEqual([false, 'wrong']);
    expect(mayShowAnswer(tryAgain(once))).toBe(false);
    const twice = answered(tryAgain(once), false);
    expect([mayShowAnswer(twice), showAnswer(twice).shows]).toEqual([true, 'answer']);
    const after = next(showAnswer(twice));
    expect([current(after), after.wrong, after.shows, due(after)]).toEqual(['b', 0, 'question', ['a']]);
  });

  it('counts wrong tries anew when a question comes back', () => {
    const back = go(begin(['a']), '--');
    expect(mayShowAnswer(answered(back, false))).toBe(false);
  });

  it('goes on at the first question without an answer', () => {
    const before = go(begin(all), '-');
    const state = begin(all, kept(before));
    expect([current(state), state.at, state.first, state.lap.length]).toEqual(['b', 1, true, 3]);
    expect(go(state, '+', '+').lap).toEqual(['a']);
  });

  it('leaves out what was answered, wherever it stands', () => {
    const b = { right: true, firstTry: true, tries: 1, due: false };
    const state = begin(all, { b });
    expect(current(state)).toBe('a');
    expect(current(go(state, '+'))).toBe('c');
  });

  it('opens at the summary once all are answered, and asks what is still wrong from there', () => {
    const done = go(begin(all), '+', '-', '+');
    const state = begin(all, kept(done));
    expect([current(state), due(state)]).toEqual([undefined, ['b']]);
    const again = askDue(state);
    expect([current(again), again.lap, again.first]).toEqual(['b', ['b'], false]);
    expect(current(go(again, '+'))).toBeUndefined();
  });

  it('starts over with nothing answered', () => {
    const state = startOver(go(begin(all), '+', '-', '+'));
    expect([current(state), state.first, state.answers]).toEqual(['a', true, {}]);
  });

  it('does not know questions that the page no longer has', () => {
    const gone = { right: false, firstTry: false, tries: 1, due: true };
    const state = begin(['a'], { gone, a: { right: true, firstTry: true, tries: 1, due: false } });
    expect([current(state), due(state)]).toEqual([undefined, []]);
  });

  it('takes a question with no try as not answered', () => {
    expect(current(begin(all, { a: { right: false, firstTry: false, tries: 0, due: false } }))).toBe('a');
    expect(answered(begin(all, { a: { right: false, firstTry: false, tries: 0, due: false } }), true).answers['a']).toEqual({ right: true, firstTry: true, tries: 1, due: false });
  });

  it('bears an answer at the summary and a page without questions', () => {
    const end = go(begin(['a']), '+');
    expect(answered(end, false)).toBe(end);
    expect(current(begin([]))).toBeUndefined();
  });
});
