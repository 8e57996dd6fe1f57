export type MaybeSkipped = Mocha.Test & { skipReason?: string };

/** Skips the running test and says why; a bare `this.skip()` counts as a failure. */
export function skip(context: Mocha.Context, reason: string): never {
  (context.test as MaybeSkipped).skipReason = reason;
  return context.skip();
}
