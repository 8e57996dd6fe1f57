import type { MicroscopePageToHost, MicroscopeState } from '../../src/microscope/messages';

interface VsCodeApi {
  postMessage(message: MicroscopePageToHost): void;
  setState(state: MicroscopeState): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The editor gives this object once per page. */
const api = acquireVsCodeApi();

export const post = (message: MicroscopePageToHost): void => api.postMessage(message);

/** What VS Code hands to the host when it brings the panel back after a reload of the window. */
export const keep = (state: MicroscopeState): void => api.setState(state);

/** A page has no log of its own, so its faults go to the host's. */
export function reportFaults(): void {
  const fault = (error: unknown, fallback: string) => post(error instanceof Error ? { type: 'fault', message: error.message, stack: error.stack } : { type: 'fault', message: typeof error === 'string' ? error : fallback });
  window.addEventListener('error', (event) => fault(event.error, event.message));
  window.addEventListener('unhandledrejection', (event) => fault(event.reason, 'unhandled rejection'));
}
