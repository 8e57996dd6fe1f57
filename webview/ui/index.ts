/**
 * The only door to @vscode/webview-ui-toolkit, which is archived upstream: the day it must be replaced,
 * this folder changes and nothing else. Badge and progress ring stay out, since they set style attributes
 * that the page's security policy refuses.
 */
import { provideVSCodeDesignSystem, vsCodeButton, vsCodeCheckbox, vsCodeDivider } from '@vscode/webview-ui-toolkit';
import { type Child, h } from '../page/dom';

export function registerComponents(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox(), vsCodeDivider());
}

export interface ButtonOptions {
  appearance?: 'primary' | 'secondary' | 'icon';
  /** Stays the same over renderings, so that the focus can return. */
  key: string;
  disabled?: boolean;
  /** For a button that is on or off. */
  pressed?: boolean;
  label?: string;
  /** Id of a sentence that explains the button. */
  describedBy?: string;
}

export function button({ appearance = 'secondary', key, disabled, pressed, label, describedBy }: ButtonOptions, onClick: () => void, ...content: Child[]): HTMLElement {
  const element = h(
    'vscode-button',
    { appearance, 'data-key': key, disabled: disabled ?? false, 'aria-label': label, title: label, 'aria-pressed': pressed === undefined ? undefined : String(pressed), 'aria-describedby': describedBy },
    ...content,
  );
  element.addEventListener('click', () => {
    if (!element.hasAttribute('disabled')) onClick();
  });
  return element;
}

export function setDisabled(element: HTMLElement, disabled: boolean): void {
  element.toggleAttribute('disabled', disabled);
}

export function checkbox(key: string, checked: boolean, label: string, onChange: (checked: boolean) => void): HTMLElement {
  const element = h('vscode-checkbox', { 'data-key': key, checked }, label);
  element.addEventListener('change', () => onChange((element as HTMLElement & { checked: boolean }).checked));
  return element;
}

/** A line between parts that means nothing to a screen reader. */
export const divider = (): HTMLElement => h('vscode-divider', { role: 'presentation' });
