import * as vscode from 'vscode';
import { Owner } from '../kit/disposable';
import { COMMANDS } from '../kit/ids';
import { shortDevice } from '../runner/devices/words';
import type { Backend } from '../runner/protocol/backends';

/** What does the work, or will do it. */
export interface Doing {
  backend: Backend;
  device?: string;
}

/** Backend and device in the status bar; a click opens the report. */
export class ComputeStatus extends Owner {
  readonly item = this.own(vscode.window.createStatusBarItem('coursework-compute', vscode.StatusBarAlignment.Right, 50));

  constructor() {
    super();
    this.item.name = vscode.l10n.t('AI Coursework: Compute');
    this.item.command = COMMANDS.showComputeReport;
  }

  /** @param overridden the setting, where it decides instead of the measurement */
  show({ backend, device }: Doing, measuring: boolean, overridden: Backend | undefined): void {
    const { item } = this;
    const words = device === undefined ? backend : `${backend} · ${shortDevice(device)}`;
    item.text = `$(${measuring ? 'sync~spin' : 'chip'}) ${words}`;
    const lines = [
      device === undefined ? vscode.l10n.t('AI Coursework computes with the backend {0}.', backend) : vscode.l10n.t('AI Coursework computes with the backend {0} on {1}.', backend, device),
      ...(measuring ? [vscode.l10n.t('The backends are being measured…')] : []),
      ...(overridden && overridden !== backend ? [vscode.l10n.t('The setting asks for {0}, which is not available.', overridden)] : overridden ? [vscode.l10n.t('The setting says so.')] : []),
      vscode.l10n.t('Click for the compute report.'),
    ];
    item.tooltip = lines.join('\n');
    item.accessibilityInformation = { label: lines.slice(0, -1).join(' '), role: 'button' };
    item.show();
  }

  hide(): void {
    this.item.hide();
  }
}
