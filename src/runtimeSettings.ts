import * as vscode from 'vscode';
import { SETTINGS } from './kit/ids';
import type { Where } from './runner/devices/place';
import { BACKEND_CHOICES, type BackendChoice } from './runner/protocol/backends';

/** What the person has set about computing; more than one room needs it. */
const setting = <T>(id: string): T | undefined => vscode.workspace.getConfiguration().get<T>(id);

export function backendSetting(): BackendChoice {
  const choice = setting<BackendChoice>(SETTINGS.backend) ?? 'auto';
  return BACKEND_CHOICES.includes(choice) ? choice : 'auto';
}

/** @param root the extension's folder */
export const whereOf = (root: string): Where => ({
  root,
  libtensorflowPath: setting<string>(SETTINGS.libtensorflowPath)?.trim() || undefined,
  // What the setting does not say, the environment may.
  softwareGpu: setting<boolean>(SETTINGS.softwareGpu) || undefined,
});
