/** Validates content/ and writes it as the extension reads it; counts the texts, one per page and language. */
export function buildCourse(options: { content?: string; outdir: string; mathFile: string }): Promise<{ pages: number }>;
