import { inAllLanguages, msg } from '../../kit/l10n';
import type { BackendReport, ComputeReport } from './report';

/**
 * Fills in what this detection had no time for with what an earlier one measured on the same machine in the
 * same state. On a busy machine a backend that works would otherwise count as one that does not, and `auto`
 * would forget what it knew.
 */
export function withEarlier(rows: readonly BackendReport[], earlier: Pick<ComputeReport, 'backends'> | undefined): BackendReport[] {
  return rows.map((row) => {
    const before = earlier?.backends.find(({ backend }) => backend === row.backend);
    if (!before?.available) return row;
    if (!row.available) return row.passedOver?.why === 'timeout' ? { ...before, why: inAllLanguages(msg('It did not answer in time now; what stands here was measured earlier.')) } : row;
    const stepMs = { ...row.stepMs };
    let filled = false;
    for (const work of ['large', 'small'] as const) {
      const known = before.stepMs?.[work];
      if (stepMs[work] !== undefined || known === undefined) continue;
      stepMs[work] = known;
      delete stepMs[`${work}MoreThan`];
      filled = true;
    }
    return filled ? { ...row, stepMs, why: inAllLanguages(msg('There was no time for all of it now; a part was measured earlier.')) } : row;
  });
}
