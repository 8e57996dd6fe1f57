import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EXERCISE, graded, place, SOLUTION, STARTER, type, WITHOUT_TRAIN } from './exercise';
import { cleanWindow, until } from './house';

const PAGE = `exercises/${EXERCISE}`;

describe('the course tree', () => {
  const window = cleanWindow();

  const rows = () => window.house.tree.describe();
  const row = async (id: string) => (await rows()).find((one) => one.id === id)!;
  const badge = () => window.house.tree['view'].badge;
  const speak = (language: string) => vscode.workspace.getConfiguration().update('coursework.language', language, vscode.ConfigurationTarget.Global);

  it('shows the three sections and all pages below them', async () => {
    const course = await window.house.course();
    const all = await rows();
    assert.deepEqual(all.filter(({ context }) => context === 'section').map(({ label }) => label), ['Background', 'Interview Questions', 'Coding Exercises']);
    assert.deepEqual(all.filter(({ context }) => context !== 'section').map(({ id }) => id).sort(), course.pages.map(({ id }) => id).sort());
    assert.ok(all.every(({ label }) => label.length > 0));
  });

  it('changes its language with the setting, there and back', async () => {
    const { house } = window;
    const course = await house.course();
    const page = course.pages.find(({ id }) => id === PAGE)!;
    await speak('en');
    assert.equal((await row(PAGE)).label, page.label.en);
    await speak('zh-cn');
    await until(async () => (await row(PAGE)).label === page.label['zh-cn'], 'a Chinese row');
    const chinese = await rows();
    assert.deepEqual(chinese.filter(({ context }) => context === 'section').map(({ label }) => label), course.sections.map(({ title }) => title['zh-cn']));
    assert.deepEqual(chinese.filter(({ label }) => !/\p{Script=Han}/u.test(label)).map(({ label }) => label), []);
    assert.match((await row(PAGE)).description, /\p{Script=Han}/u);
    await speak('en');
    await until(async () => (await row(PAGE)).label === page.label.en, 'an English row');
    assert.deepEqual((await rows()).filter(({ label }) => /\p{Script=Han}/u.test(label)), []);
  });

  it('switches the language by command, there and back', async () => {
    const { language } = window.house;
    assert.equal(language.current, 'en');
    await vscode.commands.executeCommand('coursework.switchLanguage');
    assert.equal(language.current, 'zh-cn');
    await vscode.commands.executeCommand('coursework.switchLanguage');
    assert.equal(language.current, 'en');
  });

  it('follows an exercise from not started to passed', async function () {
    this.timeout(90_000);
    assert.match((await row(PAGE)).description, /^\d+ min$/);
    assert.equal((await row(PAGE)).context, 'page exercise:absent');

    const file = await place(STARTER);
    assert.deepEqual(await row(PAGE), { label: '1 Neural network', description: 'in progress', context: 'page exercise:present', id: PAGE });

    const document = await type(file, WITHOUT_TRAIN);
    const { score, maxScore } = await graded(file);
    assert.ok(score > 0 && score < maxScore, `${score} is part of the points`);
    assert.equal(maxScore, 100);
    assert.deepEqual(await row(PAGE), { label: '1 Neural network', description: `${score}/100`, context: 'page exercise:present graded', id: PAGE });

    await type(file, SOLUTION);
    await until(async () => (await row(PAGE)).description === `${score}/100 · changed since graded`, 'a changed row before the file is saved');
    assert.ok(await document.save());
    await window.house.files.scan();
    assert.equal((await row(PAGE)).description, `${score}/100 · changed since graded`);

    assert.equal((await graded(file)).score, 100);
    assert.equal((await row(PAGE)).description, '100/100');
  });

  it('counts the exercises in progress on the badge', async function () {
    this.timeout(60_000);
    await until(() => badge() === undefined, 'no badge');
    const file = await place(SOLUTION);
    await until(() => badge()?.value === 1, 'a badge');
    assert.match(badge()!.tooltip, /Neural network/);
    await graded(file);
    await until(() => badge() === undefined, 'no badge once it is passed');
  });

  it('finds Chinese words while the course is shown in English', async () => {
    window.dialogs.willAnswer('蒸馏');
    await vscode.commands.executeCommand('coursework.search');
    const { house } = window;
    const found = await rows();
    const all = (await house.course()).pages.length;
    const pages = found.filter(({ context }) => context.startsWith('page'));
    assert.ok(pages.some(({ id }) => id === 'questions/edge/distillation'), pages.map(({ id }) => id).join(' '));
    assert.ok(pages.length < all, `${pages.length} of ${all} pages`);
    assert.match(house.tree['view'].message ?? '', /^\d+ pages with “蒸馏”$/);

    await vscode.commands.executeCommand('coursework.clearSearch');
    assert.equal((await rows()).filter(({ context }) => context !== 'section').length, all);
    assert.equal(house.tree['view'].message, undefined);
  });

  it('shows no row where nothing is found, and keeps the search when the question is dismissed', async () => {
    await window.house.tree.filter('no page holds these words');
    assert.deepEqual(await rows(), []);
    await vscode.commands.executeCommand('coursework.search');
    assert.deepEqual(await rows(), []);
    assert.equal(window.dialogs.of('inputBox').length, 1);
  });

  it('marks a page as read and as unread', async () => {
    const { house } = window;
    const id = (await house.course()).pages.find((page) => !page.parent && page.section === 'questions')!.id;
    const node = { kind: 'page', pageId: id };
    // While its children are shown a row's id says so.
    const context = async () => (await rows()).find((one) => one.id.startsWith(id))!;
    assert.equal((await context()).context, 'page:unread');
    await vscode.commands.executeCommand('coursework.markRead', node);
    assert.equal((await context()).context, 'page:read');
    assert.equal((await context()).description, 'read');
    await vscode.commands.executeCommand('coursework.markUnread', node);
    assert.equal((await context()).context, 'page:unread');
    assert.equal(house.progress.isRead(id), false);
  });
});
