import { findNative, type NativeProblem, type NativeRuntime } from '../native/find';
import { fingerprintOf, traitsOf } from './fingerprint';
import type { Where } from './place';
import { rememberedFor } from './remembered';
import type { ComputeReport } from './report';

export const nativeAt = ({ root, libtensorflowPath }: Where): Promise<NativeRuntime | NativeProblem> => findNative({ userPath: libtensorflowPath, root, env: process.env });

/** What was measured on this machine as it is now; nothing where a driver, a library or a setting has changed since. */
export async function currentReport(where: Where, native?: NativeRuntime | NativeProblem): Promise<ComputeReport | undefined> {
  return rememberedFor(fingerprintOf(await traitsOf(where, native ?? (await nativeAt(where)))));
}

/** False where nothing could be timed for a size of work, on a machine that had too much else to do: worth another try. */
export const isComplete = ({ backends }: Pick<ComputeReport, 'backends'>): boolean => (['small', 'large'] as const).every((work) => backends.some(({ stepMs }) => stepMs?.[work] !== undefined));
