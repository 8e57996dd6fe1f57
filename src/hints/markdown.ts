/** Texts of the course as Markdown. What a learner's code says in a message never becomes a link or an image. */
import * as vscode from 'vscode';
import type { CommandId } from '../kit/ids';

/** A message, whose code in backticks stays code. */
export const escaped = (message: string): string =>
  message
    .split(/(`[^`\n]+`)/)
    .map((part, i) => (i % 2 ? part : part.replace(/[\\`*_{}[\]()<>#+\-!|~&$]/g, '\\$&').replace(/\s*\n\s*/g, ' ')))
    .join('');

/** A link that runs a command; works only where the Markdown trusts it. */
export const commandLink = (label: string, command: CommandId, ...args: unknown[]): string => `[${escaped(label)}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;

/** @param commands those that its links may run */
export function markdown(text: string, commands: readonly CommandId[]): vscode.MarkdownString {
  const result = new vscode.MarkdownString(text);
  result.isTrusted = { enabledCommands: commands };
  return result;
}
