import * as vscode from 'vscode';
import type { Course, Exercise, Page } from '../course/course';
import type { ExerciseState, Status } from '../exercises/status';
import { COMMANDS } from '../kit/ids';
import { msg, translate, type Language, type Message } from '../kit/l10n';

const SECTION_ICONS: Record<string, string> = { background: 'compass', questions: 'comment-discussion', exercises: 'beaker' };

/** Each state has a shape of its own; colour only repeats what the shape says. */
const STATES: Record<ExerciseState, { icon: string; colour?: string; words: Message }> = {
  notStarted: { icon: 'circle-large-outline', words: msg('not started') },
  inProgress: { icon: 'edit', colour: 'charts.blue', words: msg('in progress') },
  partial: { icon: 'color-mode', colour: 'charts.yellow', words: msg('partly solved') },
  passed: { icon: 'pass-filled', colour: 'testing.iconPassed', words: msg('passed') },
  changed: { icon: 'history', colour: 'charts.orange', words: msg('changed since graded') },
};

export function sectionItem(section: Course['sections'][number], language: Language, expanded: boolean): vscode.TreeItem {
  const open = expanded || section.id !== 'background';
  const item = new vscode.TreeItem(section.title[language], open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
  // The state is part of the id: VS Code keeps what it knows of a row, and a search must open all of them.
  item.id = `${section.id}${expanded ? ':search' : ''}`;
  item.iconPath = new vscode.ThemeIcon(SECTION_ICONS[section.id]!);
  item.contextValue = 'section';
  return item;
}

export function pageItem(page: Page, read: boolean, children: 'none' | 'collapsed' | 'expanded', language: Language): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(page.label[language], { none: None, collapsed: Collapsed, expanded: Expanded }[children]);
  item.id = `${page.id}${children === 'expanded' ? ':search' : ''}`;
  item.iconPath = new vscode.ThemeIcon(read ? 'check' : page.parent ? 'file-text' : 'question');
  if (!page.parent && page.section === 'background' && !read) item.iconPath = new vscode.ThemeIcon('book');
  item.description = translate(read ? msg('read') : msg('{minutes} min', { minutes: page.minutes }), language);
  item.tooltip = tooltip(page, language, [translate(read ? msg('read') : msg('not read yet'), language), translate(msg('{minutes} minutes of reading', { minutes: page.minutes }), language)]);
  item.contextValue = `page:${read ? 'read' : 'unread'}`;
  item.command = openCommand(page);
  item.accessibilityInformation = { label: `${page.title[language]}, ${translate(read ? msg('read') : msg('not read yet'), language)}` };
  return item;
}

export function exerciseItem(page: Page, exercise: Exercise, status: Status, language: Language): vscode.TreeItem {
  const { icon, colour, words } = STATES[status.state];
  const item = new vscode.TreeItem(page.label[language]);
  item.id = page.id;
  item.iconPath = new vscode.ThemeIcon(icon, colour ? new vscode.ThemeColor(colour) : undefined);
  const score = status.score === undefined ? undefined : `${status.score}/${exercise.maxScore}`;
  const state = translate(words, language);
  item.description = score ? (status.state === 'changed' ? `${score} · ${state}` : score) : status.state === 'notStarted' ? translate(msg('{minutes} min', { minutes: page.minutes }), language) : state;
  const best = status.bestScore !== undefined ? [translate(msg('best score {score}', { score: `${status.bestScore}/${exercise.maxScore}` }), language)] : [];
  item.tooltip = tooltip(page, language, [state, ...(score ? [score] : []), ...best, ...(status.place ? [vscode.workspace.asRelativePath(status.place.file)] : [])]);
  item.contextValue = ['page', `exercise:${status.place ? 'present' : 'absent'}`, ...(status.bestScore !== undefined ? ['graded'] : [])].join(' ');
  item.command = openCommand(page);
  item.accessibilityInformation = { label: [page.title[language], state, score].filter(Boolean).join(', ') };
  return item;
}

function tooltip(page: Page, language: Language, facts: string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**');
  markdown.appendText(page.title[language]);
  markdown.appendMarkdown('**\n\n');
  markdown.appendText(page.summary[language]);
  markdown.appendMarkdown('\n\n---\n\n');
  markdown.appendText(facts.join(' · '));
  return markdown;
}

const openCommand = (page: Page): vscode.Command => ({ command: COMMANDS.openExplanation, title: '', arguments: [page.id] });
