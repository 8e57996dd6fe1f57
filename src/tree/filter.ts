/** One page's words as the search sees them. */
export interface Searchable {
  id: string;
  /** Title, summary and text of every language. */
  words: string;
}

/** Folds what a reader does not tell apart: case, full-width forms, accents of Latin letters. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/**
 * Ids of the pages that hold every term. Terms are cut at white space and at the commas of a list (not at
 * that of `4,096`) and looked for anywhere in the text, so that Chinese, which has no spaces between words,
 * is found as it is typed.
 */
export function matching(pages: readonly Searchable[], query: string): Set<string> {
  const terms = fold(query.replace(/[，、；]/g, ' ')).split(/,?\s+|,$/u).filter(Boolean);
  return new Set(pages.filter(({ words }) => terms.every((term) => words.includes(term))).map(({ id }) => id));
}
