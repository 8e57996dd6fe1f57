/** @typedef {{ file: string, line?: number, message: string }} Fault what is wrong, and where an editor finds it */

/** @param {Fault} fault @returns {string} the way compilers write it */
export const formatFault = ({ file, line, message }) => `${file}${line ? `:${line}` : ''}: ${message}`;
