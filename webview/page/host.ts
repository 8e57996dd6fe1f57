import type { PageState, PageToHost } from '../../src/explanations/messages';

interface VsCodeApi {
  postMessage(message: PageToHost): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The editor gives this object once per page. */
const api = acquireVsCodeApi();

export const post = (message: PageToHost): void => api.postMessage(message);
export const savedState = (): PageState | undefined => api.getState();
export const saveState = (state: PageState): void => api.setState(state);

/** A page has no log of its own, so its faults go to the host's. */
export function reportFaults(): void {
  const fault = (error: unknown, fallback: string) => {
    if (error instanceof Error) post({ type: 'fault', message: error.message, stack: error.stack });
    else post({ type: 'fault', message: typeof error === 'string' ? error : fallback });
  };
  window.addEventListener('error', (event) => fault(event.error, event.message));
  window.addEventListener('unhandledrejection', (event) => fault(event.reason, 'unhandled rejection'));
}
