/** What src/runner/tfjsNode.mjs makes of the package @tensorflow/tfjs-node. */
declare module 'tfjs-node-operations' {
  /** Names of TensorFlow's operations that tfjs-node's kernels execute. */
  const names: readonly string[];
  export default names;
}

declare module 'tfjs-node-kernels' {}

declare module 'tfjs-node-backend' {
  import type { KernelBackend } from '@tensorflow/tfjs';
  import type { TfjsBinding } from './guardedBinding';

  export const NodeJSKernelBackend: new (binding: TfjsBinding, packageName: string) => KernelBackend;
}
