import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** What Node itself says of its inspector; its words have been these since Node 8. */
const WORDS = [/^Debugger listening on (ws:\/\/\S+)$/, /^Debugger ending on ws:/, /^For help, see: https:\/\/nodejs\.org\//, /^Debugger attached\.$/, /^Waiting for the debugger to disconnect\.\.\.$/];

/**
 * Takes out of a process's stderr what Node says of its inspector, line by line: the rest belongs to the output.
 * @param onListening told the address at which a debugger can attach
 */
export function takeInspectorWords(stderr: Readable, onListening: (address: string) => void): Readable {
  const decoder = new StringDecoder('utf8');
  let begun = '';
  const look = (text: string): string => {
    const lines = (begun + text).split(/(?<=\n)/);
    begun = lines.at(-1)!.endsWith('\n') ? '' : lines.pop()!;
    return lines.filter((line) => !isInspectors(line.trimEnd())).join('');
  };
  const isInspectors = (line: string): boolean => {
    const found = WORDS.map((word) => word.exec(line)).find((match) => match !== null);
    if (found?.[1] !== undefined) onListening(found[1]);
    return found !== undefined;
  };
  const rest = new Transform({
    transform: (chunk: Buffer, _encoding, done: TransformCallback) => done(null, look(decoder.write(chunk))),
    flush: (done: TransformCallback) => done(null, begun),
  });
  stderr.on('error', () => rest.end()); // the process's end tells it
  return stderr.pipe(rest);
}
