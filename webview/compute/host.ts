import type { ComputePageToHost } from '../../src/compute/messages';

interface VsCodeApi {
  postMessage(message: ComputePageToHost): void;
  setState(state: object): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The editor gives this object once per page. */
const api = acquireVsCodeApi();
// Whatever it holds, a state is what makes VS Code bring the panel back after a reload of the window.
api.setState({});

export const post = (message: ComputePageToHost): void => api.postMessage(message);

/** A page has no log of its own, so its faults go to the host's. */
export function reportFaults(): void {
  const fault = (error: unknown, fallback: string) => post(error instanceof Error ? { type: 'fault', message: error.message, stack: error.stack } : { type: 'fault', message: typeof error === 'string' ? error : fallback });
  window.addEventListener('error', (event) => fault(event.error, event.message));
  window.addEventListener('unhandledrejection', (event) => fault(event.reason, 'unhandled rejection'));
}
