import * as vscode from 'vscode';
import type { Part } from '../exercises/engine';
import { HumanError } from '../kit/humanError';
import { DEBUG_TYPE } from '../kit/ids';
import { msg } from '../kit/l10n';
import { guarded } from '../kit/log';

/** What a launch.json may say of us; package.json describes it to whoever writes one. */
interface Launch extends vscode.DebugConfiguration {
  file?: string;
  functions?: string[];
  checks?: string[];
}

/**
 * F5 and launch.json with `"type": "coursework"`: the exercise of a file, or a part of it, is graded with a
 * debugger attached. The session that VS Code then shows is that of its JavaScript debugger.
 */
export class DebugConfigurations implements vscode.DebugConfigurationProvider {
  constructor(private readonly debug: (file: vscode.Uri, part: Part) => Promise<unknown>) {}

  /** Offers them in a new launch.json and, without one, in the list of “Run and Debug”. */
  register(): vscode.Disposable {
    const { Initial, Dynamic } = vscode.DebugConfigurationProviderTriggerKind;
    return vscode.Disposable.from(...[Initial, Dynamic].map((kind) => vscode.debug.registerDebugConfigurationProvider(DEBUG_TYPE, this, kind)));
  }

  provideDebugConfigurations(): vscode.DebugConfiguration[] {
    return [{ type: DEBUG_TYPE, request: 'launch', name: vscode.l10n.t('Debug Exercise'), file: '${file}' }];
  }

  /** Undefined ends VS Code's own start without a word: there is no adapter of ours that it could start. */
  resolveDebugConfigurationWithSubstitutedVariables(_folder: vscode.WorkspaceFolder | undefined, { file, functions, checks }: Launch): undefined {
    // Not awaited: VS Code waits for this before it lets anyone start another session.
    void guarded('debug', () => this.debug(fileOf(file), { functions: some(functions), checks: some(checks) }))();
  }
}

/** launch.json may hold an empty list, as VS Code writes it: that is all. */
const some = (list: string[] | undefined) => (list?.length ? list : undefined);

function fileOf(file: unknown): vscode.Uri {
  const uri = typeof file === 'string' && file !== '' ? vscode.Uri.file(file) : vscode.window.activeTextEditor?.document.uri;
  if (!uri) throw new HumanError(msg('There is no file to debug.'), msg('Open the file of an exercise, or name it as `file` in launch.json.'));
  return uri;
}
