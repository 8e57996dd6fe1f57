/** Made at build time from TensorFlow.js's declarations (src/runner/bundle.mjs). */
declare module 'tfjs-type-names' {
  /** Names that the package declares but does not export when it runs. */
  const names: readonly string[];
  export default names;
}
