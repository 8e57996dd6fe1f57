/**
 * The recommender in float64, straight from the task's formulas: cosine similarity, user-based neighbourhood
 * collaborative filtering (Resnick et al., CSCW 1994, without mean-centring) and a weighted hybrid (Burke 2002).
 */
import type { Matrix } from '../../../../src/grading/matrix';

export interface Question {
  ratings: Matrix;
  itemContent: Matrix;
  userInterests: Matrix;
  user: number;
  k: number;
  alpha: number;
  n: number;
}

export const rowsOf = ({ shape, values }: Matrix): number[][] => Array.from({ length: shape[0]! }, (_, row) => Array.from(values.subarray(row * shape[1]!, (row + 1) * shape[1]!)));

export const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
export const norm = (a: readonly number[]): number => Math.sqrt(dot(a, a));
/** 0 where either vector is all zero. */
export const cosine = (a: readonly number[], b: readonly number[]): number => (norm(a) === 0 || norm(b) === 0 ? 0 : dot(a, b) / (norm(a) * norm(b)));

export const contentScores = (interests: readonly number[], content: readonly number[][]): number[] => content.map((row) => cosine(interests, row));

export const userSimilarity = (ratings: readonly number[][], user: number): number[] => ratings.map((row, v) => (v === user ? 0 : cosine(ratings[user]!, row)));

/** Indices from the largest value down, among equals the lower first. */
export const bestFirst = (values: readonly number[], eligible: (index: number) => boolean = () => true): number[] =>
  values.map((_, i) => i).filter(eligible).sort((a, b) => values[b]! - values[a]! || a - b);

export const nearestUsers = (similarity: readonly number[], k: number): number[] => bestFirst(similarity, (v) => similarity[v]! > 0).slice(0, k);

export function collaborativeScores(ratings: readonly number[][], user: number, k: number): number[] {
  const similarity = userSimilarity(ratings, user);
  const neighbours = nearestUsers(similarity, k);
  return ratings[user]!.map((_, item) => {
    const raters = neighbours.filter((v) => ratings[v]![item] !== 0);
    const weight = raters.reduce((sum, v) => sum + similarity[v]!, 0);
    return weight === 0 ? 0 : raters.reduce((sum, v) => sum + similarity[v]! * ratings[v]![item]!, 0) / weight;
  });
}

/** To 0..1; all 0 where the range is below 1e-6. */
export function minMax(values: readonly number[]): number[] {
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest;
  return values.map((v) => (range < 1e-6 ? 0 : (v - lowest) / range));
}

export function hybridScores(content: readonly number[], collaborative: readonly number[], alpha: number): number[] {
  const [a, b] = [minMax(content), minMax(collaborative)];
  return a.map((v, i) => alpha * v + (1 - alpha) * b[i]!);
}

/** The scores by which `recommend` orders the items. */
export function scores({ ratings, itemContent, userInterests, user, k, alpha }: Question): number[] {
  const rows = rowsOf(ratings);
  const content = contentScores([...userInterests.values], rowsOf(itemContent));
  return rows[user]!.some((r) => r !== 0) ? hybridScores(content, collaborativeScores(rows, user, k), alpha) : content;
}

export function recommend(question: Question): number[] {
  const own = rowsOf(question.ratings)[question.user]!;
  return bestFirst(scores(question), (item) => own[item] === 0).slice(0, question.n);
}
