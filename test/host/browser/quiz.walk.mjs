/** Checking oneself below a page: wrong, then right, by mouse and by keyboard, in both languages, over a reload, to the summary. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../paths.mjs';
import { activityBarTitle } from './workbench.mjs';

export const name = 'quiz';

const PAGE = 'questions/data/labeling';
const TITLE = /Labelling|标注/;

/** @typedef {import('../../../src/explanations/messages.js').RenderedQuestion} Question */

/** @param {import('./walk.mjs').T} t */
export async function run(t) {
  /** @type {Question[]} */
  const questions = JSON.parse(fs.readFileSync(path.join(ROOT, `dist/content/${PAGE}`.replace(/([^/]+)$/, 'pages/$1.en.json')), 'utf8')).quiz;
  const fill = questions.findIndex(({ kind }) => kind === 'fill');
  const choice = questions.findIndex(({ kind }) => kind === 'choice');
  if (fill !== 0 || choice < 1) throw new Error('the walk wants a page whose first question asks for a number and that has a choice');

  const page = () => t.webview(TITLE);
  const quiz = async () => (await page()).locator('.quiz');
  const press = async (/** @type {string} */ key) => (await quiz()).locator(`vscode-button[data-key="quiz-${key}"]`).click();
  const verdict = async (/** @type {'right' | 'wrong' | 'answer'} */ kind) => (await quiz()).locator(`.quiz-verdict-${kind}`).waitFor();
  const position = async (/** @type {string} */ words) => (await quiz()).locator('.quiz-position', { hasText: words }).waitFor();
  const type = async (/** @type {string} */ text) => {
    await (await quiz()).locator('[data-key="quiz-number"]').fill(text);
    await t.page.keyboard.press('Enter');
  };
  const picture = async (/** @type {string} */ what) => {
    await (await quiz()).evaluate((e) => e.scrollIntoView({ block: 'center' }));
    await t.screenshot(what);
  };
  /** Answers what is asked, right or wrong, by the keyboard alone. */
  const answer = async (/** @type {Question} */ question, /** @type {boolean} */ right) => {
    if (question.kind === 'fill') return type(String(right ? question.answer : wrongNumber(question)));
    const wanted = String(question.options.findIndex(({ correct }) => correct === right));
    const options = (await quiz()).locator('.quiz-option input:enabled');
    await options.first().focus();
    await t.page.keyboard.press('Space');
    for (let i = (await options.count()) - 1; i > 0 && (await (await quiz()).locator('input:checked').inputValue()) !== wanted; i--) await t.page.keyboard.press('ArrowDown');
    await t.page.keyboard.press('Enter');
  };

  await t.step('the questions stand below the text and in its contents', async () => {
    await t.openView(activityBarTitle());
    await t.clickTreeItem('1 Data');
    await (await t.webview(/data/i)).locator(`a[data-page="${PAGE}"]`).first().click();
    const there = await page();
    await there.locator('.toc-link[data-heading="ui-quiz"]').first().waitFor({ state: 'attached' });
    await position(`Question 1 of ${questions.length}`);
    await picture('number');
  });

  await t.step('what is no number is told in a sentence', async () => {
    await type('a half');
    await (await quiz()).locator('.quiz-fault', { hasText: 'not a number' }).waitFor();
    await picture('no number');
  });

  await t.step('a usual mistake has its reason, another number a direction; then the answer may be seen', async () => {
    const [question] = questions;
    if (question?.kind !== 'fill') return;
    await type(fullWidth(String(question.mistakes[0]?.answer)));
    await verdict('wrong');
    await picture('usual mistake');
    await press('again');
    await type(String(question.answer * 3));
    await (await quiz()).locator('.quiz-verdict', { hasText: 'too large' }).waitFor();
    await press('answer');
    await verdict('answer');
    await picture('the answer');
    await press('next');
    await position(`Question 2 of ${questions.length}`);
  });

  await t.step('by keyboard: a wrong choice with its reason, kept over a change of language', async () => {
    for (let i = 1; i < choice; i++) await answer(/** @type {Question} */ (questions[i]), true).then(() => press('next'));
    await answer(/** @type {Question} */ (questions[choice]), false);
    await verdict('wrong');
    await picture('wrong choice');
    await (await page()).locator('[data-key="language-zh-cn"]').click();
    await (await quiz()).locator('.quiz-verdict', { hasText: '不对' }).waitFor();
    await picture('wrong choice zh');
    await press('again');
    await answer(/** @type {Question} */ (questions[choice]), true);
    await verdict('right');
    await picture('right choice zh');
    await (await page()).locator('[data-key="language-en"]').click();
    await (await quiz()).locator('.quiz-verdict', { hasText: 'Right' }).waitFor();
  });

  await t.step('after a reload of the window it goes on at the next question', async () => {
    await t.page.waitForTimeout(1000);
    const reloaded = t.page.waitForEvent('load', { timeout: 60_000 });
    await t.palette('Developer: Reload Window');
    await reloaded;
    await t.page.waitForSelector('.monaco-workbench .activitybar', { timeout: 60_000 });
    await position(`Question ${choice + 2} of ${questions.length}`);
    // Until then the window has a theme of the browser's choice.
    await t.setTheme(t.theme);
  });

  await t.step('what was wrong comes back, and the summary says how it went', async () => {
    for (const question of questions.slice(choice + 1)) {
      await answer(question, true);
      await verdict('right');
      await press('next');
    }
    await position('2 came back: 1 of 2');
    await picture('came back');
    for (const at of [fill, choice]) {
      await answer(/** @type {Question} */ (questions[at]), true);
      await verdict('right');
      await press('next');
    }
    await (await quiz()).locator('.quiz-summary h3', { hasText: `${questions.length - 2} of ${questions.length}` }).waitFor();
    await picture('summary');
  });

  await t.step('the card of the page says so too', async () => {
    await (await page()).locator('.breadcrumb a').last().click();
    const topic = await t.webview(/data/i);
    const card = topic.locator('.card', { has: topic.locator(`a[data-page="${PAGE}"]`) });
    await card.getByText(`quiz ${questions.length}/${questions.length}`, { exact: false }).waitFor();
    await card.scrollIntoViewIfNeeded();
    await t.screenshot('card');
    await topic.locator(`a[data-page="${PAGE}"]`).first().click();
    await (await quiz()).locator('.quiz-summary').waitFor();
  });

  await t.step('it starts over', async () => {
    await press('start-over');
    await position(`Question 1 of ${questions.length}`);
    await answer(/** @type {Question} */ (questions[0]), false);
    await verdict('wrong');
  });

  await t.step('high contrast', async () => {
    t.setSettings({ 'workbench.colorTheme': t.theme === 'light' ? 'Default High Contrast Light' : 'Default High Contrast' });
    await t.page.waitForSelector(`.monaco-workbench.${t.theme === 'light' ? 'hc-light' : 'hc-black'}`);
    await t.page.waitForTimeout(500);
    await press('next');
    await answer(/** @type {Question} */ (questions[choice]), false);
    await verdict('wrong');
    await picture('high contrast');
  });

  for (const width of [640, 1900]) {
    await t.step(`no sideways scrolling in a window ${width} px wide`, async () => {
      await t.page.setViewportSize({ width, height: 900 });
      await t.page.waitForTimeout(500);
      const { wide, seen } = await (await page()).evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
      if (wide > seen) throw new Error(`the page is ${wide} px wide where ${seen} px are seen`);
      await picture(`${width} px`);
    });
  }
}

/** Too large, and near none of the usual mistakes. @param {Extract<Question, { kind: 'fill' }>} question */
const wrongNumber = ({ answer, mistakes }) => Math.ceil(10 * Math.max(...[answer, ...mistakes.map((mistake) => mistake.answer)].map(Math.abs)));

/** @param {string} text Digits and the point as an input method for Chinese may write them. */
const fullWidth = (text) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).replace('.', '。');
