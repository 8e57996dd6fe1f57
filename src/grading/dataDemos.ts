import { movieLensDemo } from '../../content/exercises/recommender/checks/movielens/demo';
import type { DataDemo } from './run';

/**
 * Demonstrations on a folder of the person's own, by exercise. Apart from the graders, so that only who imports
 * this file carries the readers along.
 */
export const DATA_DEMOS: ReadonlyMap<string, DataDemo> = new Map([['recommender', movieLensDemo]]);
