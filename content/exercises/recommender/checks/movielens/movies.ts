import path from 'node:path';
import { MOVIES } from './settings';
import { faultOf, onOneLine, type Skipped } from './skipped';
import { readTable, wholeNumber, type Reading } from './table';

export interface Movie {
  id: number;
  /** As the file has it, with its year: `Toy Story (1995)`. */
  title: string;
  /** The first one, of a series; undefined where the title ends without one. */
  year?: number;
  /** Empty where none is listed. */
  genres: string[];
}

const NO_GENRES = '(no genres listed)';

/** A year, or from a year on, or from one to another, in brackets at the end: (1995), (2009–), (2001-2003). */
const YEAR = /\((\d{4})(?:\s*[-–—]\s*(?:\d{4})?)?\s*\)\s*$/;

export function yearOf(title: string): number | undefined {
  const year = YEAR.exec(title)?.[1];
  return year === undefined ? undefined : Number(year);
}

export const genresOf = (text: string): string[] => [...new Set(text.split('|').map((genre) => onOneLine(genre)))].filter((genre) => genre !== '' && genre !== NO_GENRES);

/** Every movie of movies.csv by its id. The catalogue is small (62,000 movies in the largest data set) and stays in memory. */
export async function readMovies(folder: string, skipped: Skipped, reading?: Reading): Promise<Map<number, Movie>> {
  const movies = new Map<number, Movie>();
  for await (const rows of readTable(path.join(folder, MOVIES), ['movieId', 'title', 'genres'], reading)) {
    for (const row of rows) {
      const { line } = row;
      if ('fault' in row) {
        skipped.add(faultOf(row, MOVIES));
        continue;
      }
      const [idText, titleText, genresText] = row.values as [string, string, string];
      const id = wholeNumber(idText);
      if (Number.isNaN(id)) skipped.add({ kind: 'id', file: MOVIES, line, values: { column: 'movieId', value: idText } });
      else if (movies.has(id)) skipped.add({ kind: 'duplicateMovie', file: MOVIES, line, values: { movie: id } });
      else {
        const title = onOneLine(titleText) || `#${id}`;
        movies.set(id, { id, title, year: yearOf(title), genres: genresOf(genresText) });
      }
    }
  }
  return movies;
}
