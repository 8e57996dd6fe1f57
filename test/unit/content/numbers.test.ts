import { describe, expect, it } from 'vitest';
import { formatFault, numberFaults, numbersToAccountFor, readNumber, stands, type Computed } from '../../../content/build/lint.mjs';

const page = (chinese: string, english = chinese) => ({ 'zh-cn': { file: 'zh.md', text: chinese }, en: { file: 'en.md', text: english } });

/** The faults of a page with these numbers, whose module is spelled as `source`. */
const faults = (sources: ReturnType<typeof page>, numbers?: Computed['numbers'], source = '') => numberFaults(sources, numbers && { file: 'p.numbers.mjs', source, numbers }).map(formatFault);

describe('a number as it is written', () => {
  it.each([
    ['38.5', 38.5, 1, 1],
    ['1,120 亿', 1120, 0, 1e8],
    ['112 billion', 112, 0, 1e9],
    ['3.5 千万', 3.5, 1, 1e7],
    ['2 百万', 2, 0, 1e6],
    ['1.2 万亿', 1.2, 1, 1e12],
    ['10 万', 10, 0, 1e4],
    ['175-billion', 175, 0, 1e9],
    ['6 thousand', 6, 0, 1e3],
    ['73.5%', 73.5, 1, 1],
    ['−0.347', -0.347, 3, 1],
    ['¥10,900', 10900, 0, 1],
    ['A100 有 80 GB', 80, 0, 1],
    ['3.88 times', 3.88, 2, 1],
    // Not a factor: a word goes on.
    ['5 thousandths', 5, 0, 1],
  ])('%s', (says, value, decimals, scale) => {
    expect(readNumber(says)).toMatchObject({ value, decimals, scale });
  });

  it.each(['about half', '2 of 3', 'A100', '1.2.3'])('is not one: %s', (says) => {
    expect(readNumber(says)).toBeUndefined();
  });

  it('stands in a text only whole', () => {
    expect(stands('It takes 38.5 GB.', '38.5')).toBe(true);
    expect(stands('It takes 38.5.', '38.5')).toBe(true);
    expect(stands('需要38.5GB', '38.5')).toBe(true);
    for (const other of ['138.5', '38.51', '1,38.5', '38.5.1', '38,5']) expect(stands(other, '38.5'), other).toBe(false);
    expect(stands('1,038 GB', '038')).toBe(false);
    expect(stands('1.38', '38')).toBe(false);
    expect(stands('112 billions', '112 billion')).toBe(false);
    expect(stands('112\nbillion', '112 billion')).toBe(true);
  });
});

describe('numbers that a page must account for', () => {
  it('are those of prose, tables and captions with a decimal point or three digits', () => {
    const markdown =
      'Hook 14 GB, 3.61 GB.\n\n## Why 997 {#why}\n\n| a |\n|---|\n| 1,120 |\n\n![caption 0.005](figure:x)\n\n- `998` $999$ [996](https://example.org/995) in 2024, 12 of 2,039\n\n$$\n991\n$$\n\n```ts\n992\n```\n\n::: note 993\n\n994\n\n:::\n\n## S {#sources}\n\n- 990\n';
    expect(numbersToAccountFor(markdown).map(({ number }) => number)).toEqual(['3.61', '997', '1,120', '0.005', '996', '2,039', '993', '994']);
  });

  it('are not the digits of a name or of a version', () => {
    expect(numbersToAccountFor('A100, GPT-3.5, fp16, CIFAR-100, v1.2.3, 80GB, 120GB').map(({ number }) => number)).toEqual(['120']);
  });

  it('name their line', () => {
    expect(numbersToAccountFor('a\nb 1.5\n\n| a |\n|---|\n| 2.5 |\n')).toEqual([
      { number: '1.5', line: 2 },
      { number: '2.5', line: 6 },
    ]);
  });
});

describe('the numbers of a page', () => {
  it('are right where they are computed, rounded as written, or given', () => {
    const sources = page('需要 38.5 GB、1,120 亿次，约 3,200，带宽 2,039。', 'It needs 38.5 GB, 112 billion operations, about 3,200, at 2,039.');
    expect(
      faults(sources, {
        worked: [
          { says: '38.5', value: 7 * 5.5 },
          { says: ['1,120 亿', '112 billion'], value: 1.1204e11 },
          { says: '3,200', value: 3187.5, digits: 2 },
        ],
        given: [{ says: '2,039', from: 'data sheet' }],
      }),
    ).toEqual([]);
  });

  it.each<[what: string, sources: ReturnType<typeof page>, numbers: Computed['numbers'] | undefined, fault: RegExp]>([
    ['is computed otherwise', page('38.5'), { worked: [{ says: '38.5', value: 38.56 }] }, /^p\.numbers\.mjs: the page says “38\.5”, but the value is 38\.56$/],
    ['is rounded wrongly', page('0.61'), { worked: [{ says: '0.61', value: 0.6151 }] }, /the page says “0\.61”/],
    ['is off in its significant digits', page('3,200'), { worked: [{ says: '3,200', value: 3251, digits: 2 }] }, /the page says “3,200”, but the value is 3251/],
    ['is off by ten in one language', page('1,120 亿', '1,120 billion'), { worked: [{ says: ['1,120 亿', '1,120 billion'], value: 112e9 }] }, /^p\.numbers\.mjs: the page says “1,120 billion”, but the value is 112 × 1000000000$/],
    ['has the wrong sign', page('−0.5'), { worked: [{ says: '−0.5', value: 0.5 }] }, /the page says “−0\.5”/],
    ['is no number', page('38.5'), { worked: [{ says: '38.5', value: NaN }] }, /the value is NaN/],
    ['does not stand on the page', page('138.5 和 38.5', '138.5'), { worked: [{ says: '38.5', value: 38.5 }], given: [{ says: '138.5', from: 'x' }] }, /“38\.5” does not stand in en\.md$/],
    ['is given from nowhere', page('38.5'), { given: [{ says: '38.5', from: ' ' }] }, /“38\.5”: given, but not from where/],
    ['is one of two in a text', page('2 of 3'), { worked: [{ says: '2 of 3', value: 2 }] }, /“2 of 3” does not hold exactly one number/],
    ['is in neither list', page('a\n\n| 1.5 |\n|---|\n| 2.5 |'), { worked: [{ says: '1.5', value: 1.5 }] }, /^zh\.md:5: 2\.5 is in neither "worked" nor "given" of p\.numbers\.mjs$/],
    ['has no module', page('It takes 3.61 GB of 128.'), undefined, /^zh\.md:1: there is no numbers\.mjs beside the page, which says 3\.61, 128$/],
    ['says nothing', page('38.5'), { worked: [{ says: '', value: 1 }] }, /entry 1: "says" is a text/],
  ])('are wrong where one %s', (_what, sources, numbers, fault) => {
    expect(faults(sources, numbers)).toContainEqual(expect.stringMatching(fault));
  });

  it('are not written down in place of a computation', () => {
    const source = "const a = 7;\nexport default {\n  worked: [\n    { says: '7.0', value: a },\n    { says: '38.5', value: 38.5 },\n    { says: '−2.5', value: -2.5 },\n  ],\n};\n";
    const numbers = { worked: [{ says: '7.0', value: 7 }, { says: '38.5', value: 38.5 }, { says: '−2.5', value: -2.5 }] };
    expect(faults(page('7.0 38.5 −2.5'), numbers, source)).toEqual([expect.stringMatching(/^p\.numbers\.mjs:5: “38\.5”: the value is written down/), expect.stringMatching(/^p\.numbers\.mjs:6: “−2\.5”: the value is written down/)]);
  });

  it('need no module where there are none', () => {
    expect(faults(page('Two cards of 80 GB in 2024.'))).toEqual([]);
  });
});
