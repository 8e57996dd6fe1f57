import type * as vscode from 'vscode';
import { disposeLog } from './kit/log';
import { House } from './house';

let house: House | undefined;

/** Composes and returns: nothing is read, started or shown before somebody looks at the course. */
export function activate(context: vscode.ExtensionContext): House {
  house = new House(context);
  return house;
}

export async function deactivate(): Promise<void> {
  await house?.end();
  disposeLog();
}
