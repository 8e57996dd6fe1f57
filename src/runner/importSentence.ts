import { msg, type Message } from '../kit/l10n';
import type { ImportTrouble } from './protocol/messages';

/** Says to a person why an import is not granted. */
export function importSentence({ kind, specifier, name = '' }: ImportTrouble): Message {
  switch (kind) {
    case 'package':
      return msg('`{specifier}` cannot be imported. An exercise imports `@tensorflow/tfjs` and files of its own folder, such as `./layers`.', { specifier });
    case 'json':
      return msg('`{specifier}` cannot be imported: a JSON file is not code. Write its contents into a TypeScript file and export them.', { specifier });
    case 'notCode':
      return msg('`{specifier}` cannot be imported: only TypeScript and JavaScript files can.', { specifier });
    case 'noExport':
      return msg('`{specifier}` has no export `{name}`. Look for a difference in spelling.', { specifier, name });
    case 'importEquals':
      return msg('`import … = require(…)` does not work here. Write `import * as tf from \'@tensorflow/tfjs\'`.');
    case 'missing':
      return msg('There is no file `{specifier}`. A path starts from the folder of the file that imports it.', { specifier });
    case 'outside':
      return msg('`{specifier}` lies outside the folder of the exercise, and nothing there can be imported.', { specifier });
    case 'tooLarge':
      return msg('The file `{specifier}` is too large to be imported.', { specifier });
    case 'notUtf8':
      return msg('The file `{specifier}` is not text in UTF-8. Save it with that encoding.', { specifier });
    case 'tooMany':
      return msg('Too many files are imported. Put the code into fewer files.');
    case 'notAFile':
    case 'unreadable':
      return msg('The file `{specifier}` cannot be read.', { specifier });
    default:
      return kind satisfies never;
  }
}
