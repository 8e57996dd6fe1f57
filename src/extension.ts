import type * as vscode from 'vscode';
import type { House } from './house';

let house: House | undefined;

/**
 * Does next to nothing itself: the rooms are a file of their own (dist/house.js), read once VS Code has gone
 * on, and nothing of the course is read or started before somebody looks at it.
 */
export async function activate(context: vscode.ExtensionContext): Promise<House> {
  await new Promise((resolve) => setImmediate(resolve));
  const { House } = await import('./house');
  house = new House(context);
  return house;
}

export async function deactivate(): Promise<void> {
  await house?.end();
}
