import * as vscode from 'vscode';
import { SETTINGS } from '../kit/ids';
import { languageOf, type Language } from '../kit/l10n';
import { Owner } from '../kit/disposable';
import { Emitter } from '../kit/emitter';

/** The course's language: the setting, or VS Code's own. */
export class CourseLanguage extends Owner {
  private readonly changed = this.own(new Emitter<Language>());
  readonly onDidChange = this.changed.event;

  constructor() {
    super();
    this.own(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTINGS.language)) this.changed.fire(this.current);
      }),
    );
  }

  get current(): Language {
    const setting = vscode.workspace.getConfiguration().get<string>(SETTINGS.language, 'auto');
    return setting === 'zh-cn' || setting === 'en' ? setting : languageOf(vscode.env.language);
  }

  async set(language: Language): Promise<void> {
    if (language === this.current) return;
    await vscode.workspace.getConfiguration().update(SETTINGS.language, language, vscode.ConfigurationTarget.Global);
  }
}
