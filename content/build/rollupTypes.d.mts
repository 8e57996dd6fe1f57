/** Writes the declarations of @tensorflow/tfjs as one self-contained file. */
export function rollupTfjsTypes(options: { outfile: string; }): Promise<{ outfile: string; bytes: number; }>;
