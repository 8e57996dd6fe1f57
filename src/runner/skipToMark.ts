import { PassThrough, type Readable } from 'node:stream';
import { START_MARK } from './protocol/startMark';

/** What a stream brings after the mark; where none comes, nothing. */
export function skipToMark(stream: Readable): Readable {
  const mark = Buffer.from(START_MARK);
  const after = new PassThrough();
  let seen: Buffer = Buffer.alloc(0);
  const look = (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk]);
    const at = seen.indexOf(mark);
    if (at < 0) {
      seen = seen.subarray(-mark.length); // a part of the mark may have come
      return;
    }
    stream.off('data', look);
    const rest = seen.subarray(at + mark.length);
    if (rest.length > 0) after.write(rest);
    stream.pipe(after);
  };
  stream.on('data', look);
  stream.on('error', () => {}); // the process's end tells it
  return after;
}
