import { msg } from '../../../../src/kit/l10n';
import type { KnownBug } from '../../../../src/grading/knownBugs';
import { vector } from '../../../../src/grading/matrix';
import { bestFirst, collaborativeScores, contentScores, cosine, dot, hybridScores, minMax, nearestUsers, norm, recommend, rowsOf, scores, userSimilarity, type Question } from './oracle';

export interface ContentInput {
  interests: number[];
  content: number[][];
}
export interface SimilarityInput {
  ratings: number[][];
  user: number;
}
export interface NearestInput {
  similarity: number[];
  k: number;
}
export interface CollaborativeInput extends SimilarityInput {
  k: number;
}
export interface HybridInput {
  content: number[];
  collaborative: number[];
  alpha: number;
}

const overRows = (f: (a: readonly number[], b: readonly number[]) => number) => ({ interests, content }: ContentInput) => vector(content.map((row) => f(interests, row)));

export const contentBugs: KnownBug<ContentInput>[] = [
  { id: 'content-dot-product', explanation: msg('This is the dot product, not the cosine: an item with many or heavy tags wins, whatever they are. What makes two vectors of the same direction alike, whatever their length?'), output: overRows(dot) },
  { id: 'content-no-square-root', explanation: msg('The dot product is divided by the squared lengths. The length of a vector is the root of the sum of its squares.'), output: overRows((a, b) => (norm(a) * norm(b) === 0 ? 0 : dot(a, b) / (norm(a) * norm(b)) ** 2)) },
  { id: 'content-item-norm-only', explanation: msg('The dot product is divided by the length of the items only. A cosine has two lengths below the line.'), output: overRows((a, b) => (norm(b) === 0 ? 0 : dot(a, b) / norm(b))) },
  { id: 'content-interest-norm-only', explanation: msg('The dot product is divided by the length of the interests only. A cosine has two lengths below the line.'), output: overRows((a, b) => (norm(a) === 0 ? 0 : dot(a, b) / norm(a))) },
  { id: 'content-nan', explanation: msg('Where a vector is all zero, 0 is divided by 0. The task says what such a score is.'), output: overRows((a, b) => dot(a, b) / (norm(a) * norm(b))) },
];

const overUsers = (f: (a: readonly number[], b: readonly number[]) => number, own?: number) => ({ ratings, user }: SimilarityInput) => vector(ratings.map((row, v) => (v === user && own !== undefined ? own : f(ratings[user]!, row))));
const onlyCommon = (a: readonly number[], b: readonly number[]) => {
  const both = a.map((_, i) => i).filter((i) => a[i] !== 0 && b[i] !== 0);
  return cosine(both.map((i) => a[i]!), both.map((i) => b[i]!));
};
const centred = (a: readonly number[]) => a.map((v) => v - a.reduce((sum, w) => sum + w, 0) / a.length);

export const similarityBugs: KnownBug<SimilarityInput>[] = [
  { id: 'similarity-self', explanation: msg('The user counts as a neighbour of their own: nobody is more like them, so they would always be picked first. What does the task give to the user’s own entry?'), output: overUsers(cosine) },
  { id: 'similarity-dot-product', explanation: msg('This is the dot product, not the cosine: who rates much and high seems close to everybody. Compare directions, not lengths.'), output: overUsers(dot, 0) },
  { id: 'similarity-dot-product-self', explanation: msg('This is the dot product of the rating rows, the user’s own among them. Compare directions, not lengths, and look at the user’s own entry.'), output: overUsers(dot) },
  { id: 'similarity-common-items', explanation: msg('The cosine is taken over the items that both have rated. The task takes whole rows, so that two people with one item in common are not twins.'), output: overUsers(onlyCommon, 0) },
  { id: 'similarity-centred', explanation: msg('Each row’s mean is taken off first, which gives Pearson’s correlation. The task asks for the cosine of the rows as they are.'), output: overUsers((a, b) => cosine(centred(a), centred(b)), 0) },
  { id: 'similarity-no-square-root', explanation: msg('The dot product is divided by the squared lengths. The length of a row is the root of the sum of its squares.'), output: overUsers((a, b) => (norm(a) * norm(b) === 0 ? 0 : dot(a, b) / (norm(a) * norm(b)) ** 2), 0) },
  { id: 'similarity-nan', explanation: msg('A user without ratings has a row of length 0, and 0 is divided by 0. The task says what such a similarity is.'), output: overUsers((a, b) => dot(a, b) / (norm(a) * norm(b)), 0) },
];

const ascending = (values: readonly number[]) => values.map((_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);

export const nearestBugs: KnownBug<NearestInput>[] = [
  { id: 'nearest-ascending', explanation: msg('The least similar users come first: the list is sorted upwards.'), output: ({ similarity, k }) => vector(ascending(similarity).filter((v) => similarity[v]! > 0).slice(0, k)) },
  { id: 'nearest-ascending-all', explanation: msg('The list is sorted upwards, so that the least similar users come first, those with nothing in common among them.'), output: ({ similarity, k }) => vector(ascending(similarity).slice(0, k)) },
  { id: 'nearest-ascending-first-dropped', explanation: msg('The list is sorted upwards, so that the least similar users come first, and its first entry is dropped as if it were the user. Which end of the list has the most similar ones, and what is the user’s own entry?'), output: ({ similarity, k }) => vector(ascending(similarity).slice(1, k + 1)) },
  { id: 'nearest-not-positive', explanation: msg('Users with a similarity of 0 or less are in the list. Who has nothing in common with you is no neighbour, even if k is not reached.'), output: ({ similarity, k }) => vector(bestFirst(similarity).slice(0, k)) },
  { id: 'nearest-ties-last', explanation: msg('Of two users who are equally similar, the one with the higher index comes first. A sort upwards that is reversed afterwards does that.'), output: ({ similarity, k }) => vector(ascending(similarity).reverse().filter((v) => similarity[v]! > 0).slice(0, k)) },
  { id: 'nearest-first-dropped', explanation: msg('The most similar user is left out, as if the first of the list were the user’s own entry. That entry is 0 already.'), output: ({ similarity, k }) => vector(nearestUsers(similarity, k + 1).slice(1)) },
  { id: 'nearest-from-one', explanation: msg('The users are counted from 1. An index counts from 0.'), output: ({ similarity, k }) => vector(nearestUsers(similarity, k).map((v) => v + 1)) },
];

/** Per item, from the neighbours' weights and ratings. */
const perItem = (f: (weights: number[], ratings: number[]) => number) => ({ ratings, user, k }: CollaborativeInput) => {
  const similarity = userSimilarity(ratings, user);
  const neighbours = nearestUsers(similarity, k);
  return vector(ratings[user]!.map((_, item) => f(neighbours.map((v) => similarity[v]!), neighbours.map((v) => ratings[v]![item]!))));
};
const sum = (values: readonly number[]) => values.reduce((all, v) => all + v, 0);

/** The article's mistake: the neighbours' rows times the user's own. */
const perNeighbour = (neighbours: number[], ratings: number[][], user: number) => vector(neighbours.map((v) => dot(ratings[user]!, ratings[v]!)));

export const collaborativeBugs: KnownBug<CollaborativeInput>[] = [
  { id: 'collaborative-unrated-as-zero', explanation: msg('The sum is divided by the similarity of all neighbours, those included who did not rate the item: ‘not rated’ is read as ‘zero stars’.'), output: perItem((w, r) => (sum(w) === 0 ? 0 : dot(w, r) / sum(w))) },
  { id: 'collaborative-no-division', explanation: msg('The ratings are weighted and added, but not divided by the weights: many raters make a high score. What makes it a mean?'), output: perItem(dot) },
  { id: 'collaborative-unweighted', explanation: msg('This is the plain mean of the neighbours’ ratings. The more similar neighbour is to count for more.'), output: perItem((_, r) => (r.every((v) => v === 0) ? 0 : sum(r) / r.filter((v) => v !== 0).length)) },
  { id: 'collaborative-nan', explanation: msg('Where no neighbour has rated the item, 0 is divided by 0. The task says what such a score is.'), output: perItem((w, r) => dot(w, r) / sum(w.filter((_, i) => r[i] !== 0))) },
  { id: 'collaborative-per-user', explanation: msg('There is one score for each neighbour, not for each item. Over which axis does the sum run?'), output: ({ ratings, user, k }) => perNeighbour(nearestUsers(userSimilarity(ratings, user), k), ratings, user) },
  {
    id: 'collaborative-per-user-ascending',
    explanation: msg('There is one score for each neighbour, not for each item; and the neighbours come from a list of dot products sorted upwards, so that they are the least similar users. Begin with `nearestUsers`, then ask over which axis the sum runs.'),
    output: ({ ratings, user, k }) => perNeighbour(ascending(ratings.map((row) => dot(ratings[user]!, row))).slice(1, k + 1), ratings, user),
  },
  {
    id: 'collaborative-raters-of-the-item',
    explanation: msg('The k nearest are chosen anew for each item, among its raters. The task chooses the neighbours once; of them, those who rated the item count.'),
    output: ({ ratings, user, k }) => {
      const similarity = userSimilarity(ratings, user);
      return vector(ratings[user]!.map((_, item) => {
        const raters = bestFirst(similarity, (v) => similarity[v]! > 0 && ratings[v]![item] !== 0).slice(0, k);
        const weight = sum(raters.map((v) => similarity[v]!));
        return weight === 0 ? 0 : sum(raters.map((v) => similarity[v]! * ratings[v]![item]!)) / weight;
      }));
    },
  },
  { id: 'collaborative-own-items-zero', explanation: msg('The items that the user has rated get 0. All items get a score here; leaving out what is known is `recommend`’s business.'), output: (input) => vector(collaborativeScores(input.ratings, input.user, input.k).map((v, item) => (input.ratings[input.user]![item] === 0 ? v : 0))) },
  {
    id: 'collaborative-all-users',
    explanation: msg('All similar users count, not the k nearest.'),
    output: ({ ratings, user }) => vector(collaborativeScores(ratings, user, ratings.length)),
  },
];

const mixed = (scale: (values: readonly number[]) => number[]) => ({ content, collaborative, alpha }: HybridInput) => {
  const [a, b] = [scale(content), scale(collaborative)];
  return vector(a.map((v, i) => alpha * v + (1 - alpha) * b[i]!));
};

export const hybridBugs: KnownBug<HybridInput>[] = [
  { id: 'hybrid-alpha-swapped', explanation: msg('alpha stands on the wrong side: it is the share of the content scores.'), output: ({ content, collaborative, alpha }) => vector(hybridScores(content, collaborative, 1 - alpha)) },
  { id: 'hybrid-not-scaled', explanation: msg('The two scores are mixed as they are. One runs from 0 to 1 and the other to 5, so that the larger one decides alone: bring both to the same range first.'), output: mixed((values) => [...values]) },
  { id: 'hybrid-by-maximum', explanation: msg('Both are divided by their maximum. Min-max scaling also takes the minimum off.'), output: mixed((values) => values.map((v) => v / Math.max(...values))) },
  { id: 'hybrid-nan', explanation: msg('Where all scores are equal the range is 0, and 0 is divided by 0. The task says what such scores become.'), output: mixed((values) => values.map((v) => (v - Math.min(...values)) / (Math.max(...values) - Math.min(...values)))) },
  { id: 'hybrid-content-only', explanation: msg('Only the content scores come out; the two halves are not mixed.'), output: ({ content }) => vector(minMax(content)) },
];

const ownRow = (q: Question) => rowsOf(q.ratings)[q.user]!;
const unrated = (q: Question) => (item: number) => ownRow(q)[item] === 0;
const byScores = (f: (q: Question) => number[], cut: (list: number[], q: Question) => number[] = (list, q) => list.slice(0, q.n)) => (q: Question) => vector(cut(bestFirst(f(q), unrated(q)), q));
/** With the task's rule for a user without any rating. */
const warm = (f: (q: Question) => number[]) => (q: Question) => (ownRow(q).some((r) => r !== 0) ? f(q) : content(q));
const content = (q: Question) => contentScores([...q.userInterests.values], rowsOf(q.itemContent));
const collaborative = (q: Question) => collaborativeScores(rowsOf(q.ratings), q.user, q.k);

export const recommendBugs: KnownBug<Question>[] = [
  { id: 'recommend-rated-items', explanation: msg('Items that the user has rated are in the list. What is known already is no recommendation.'), output: (q) => vector(bestFirst(scores(q)).slice(0, q.n)) },
  { id: 'recommend-ascending', explanation: msg('The worst items come first: the list is sorted upwards.'), output: (q) => vector(ascending(scores(q)).filter(unrated(q)).slice(0, q.n)) },
  { id: 'recommend-content-only', explanation: msg('The list follows the content scores alone; the ratings of others change nothing.'), output: byScores(content) },
  { id: 'recommend-collaborative-only', explanation: msg('The list follows the collaborative scores alone; the user’s interests change nothing.'), output: byScores(collaborative) },
  { id: 'recommend-not-scaled', explanation: msg('Content and collaborative scores are mixed without scaling, so that the larger ones decide alone.'), output: byScores(warm((q) => { const others = collaborative(q); return content(q).map((v, i) => q.alpha * v + (1 - q.alpha) * others[i]!); })) },
  { id: 'recommend-alpha-swapped', explanation: msg('alpha stands on the wrong side: it is the share of the content scores.'), output: byScores(warm((q) => hybridScores(content(q), collaborative(q), 1 - q.alpha))) },
  { id: 'recommend-cold-start', explanation: msg('For a user without any rating the list follows the mixture, of which nothing is left when alpha is 0. The task says what decides then.'), output: byScores((q) => hybridScores(content(q), collaborative(q), q.alpha)) },
  { id: 'recommend-from-one', explanation: msg('The items are counted from 1. An index counts from 0.'), output: (q) => vector(recommend(q).map((item) => item + 1)) },
  { id: 'recommend-scores', explanation: msg('The list holds scores, not the indices of items.'), output: (q) => vector(recommend(q).map((item) => scores(q)[item]!)) },
  { id: 'recommend-all', explanation: msg('The list has every unrated item; n says how many are asked.'), output: byScores(scores, (list) => list) },
];
