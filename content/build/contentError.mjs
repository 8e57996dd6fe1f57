/** A fault in the course's text. The message starts with the file (and line), the way compilers write it, so that an editor can jump there. */
export class ContentError extends Error {
  /**
   * @param {string} fileName
   * @param {number | undefined} line counts from 1
   * @param {string} message
   */
  constructor(fileName, line, message) {
    super(`${fileName}${line ? `:${line}` : ''}: ${message}`);
    this.name = 'ContentError';
    this.fileName = fileName;
    this.line = line;
    /** The message without the place. */
    this.fault = message;
  }
}
