/** How much of a MovieLens folder takes part and how it is judged: every number of the demonstration in one place. */
export const MOVIELENS = {
  /** The size of the dense table. */
  users: 300,
  movies: 500,
  /** Whoever rated more than this in all comes last: of the chosen movies they leave little to recommend. */
  heavyUser: 500,
  /** The share of each user's ratings, the latest by time, that is held out. */
  heldOut: 0.2,
  /** A rating from here on says that the user liked the movie. */
  liked: 4,
  /** What a movie's decade weighs against one genre in the cosine. */
  decadeWeight: 0.5,
  /** What `recommend` is asked for. */
  k: 40,
  alpha: 0.3,
  n: 10,
  /** Over how many users recall and NDCG are taken, and of how many the list is shown. */
  measured: 50,
  shown: 3,
} as const;

export const RATINGS = 'ratings.csv';
export const MOVIES = 'movies.csv';
