import * as vscode from 'vscode';
import { HumanError } from './humanError';
import type { Message } from './l10n';

let channel: vscode.LogOutputChannel | undefined;

/** The extension's one log. Made when it is first written to. */
export function log(): vscode.LogOutputChannel {
  channel ??= vscode.window.createOutputChannel('AI Coursework', { log: true });
  return channel;
}

export function disposeLog(): void {
  channel?.dispose();
  channel = undefined;
}

/** A message in VS Code's display language. */
export const localized = (message: Message): string => (message.args ? vscode.l10n.t(message.text, { ...message.args }) : vscode.l10n.t(message.text));

/**
 * Tells the person about a failure: a HumanError as its sentence and remedy; anything else is our fault and
 * is logged with its stack, with one toast that leads to the log.
 */
export function tellError(room: string, error: unknown): void {
  if (error instanceof HumanError) {
    log().info(`[${room}] ${error.message}`);
    void vscode.window.showErrorMessage([error.sentence, error.remedy].flatMap((part) => (part ? localized(part) : [])).join(' '));
    return;
  }
  log().error(`[${room}] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const show = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(vscode.l10n.t('AI Coursework met a fault of its own. The log has the details.'), show).then((choice) => {
    if (choice === show) log().show();
  });
}

/** Runs a command's work; what it throws is told once, here. */
export const guarded =
  <A extends unknown[]>(room: string, work: (...args: A) => unknown) =>
  async (...args: A): Promise<unknown> => {
    try {
      return await work(...args);
    } catch (error) {
      tellError(room, error);
      return undefined;
    }
  };
