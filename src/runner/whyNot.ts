import { msg, type Message } from '../kit/l10n';
import type { PassedOver } from './protocol/backends';

/** Says to a person why a backend is not used, and what would change that. */
export function whyNotSentence({ backend, why, detail = '' }: PassedOver): Message {
  switch (why) {
    case 'slower':
      return msg('Measured to be slower here than the one that is used.');
    case 'notMeasured':
      return msg('Not measured on this machine yet. The compute report measures it.');
    case 'notInstalled':
      return msg('TensorFlow’s native library is not on this machine. The command “Install Native TensorFlow” (on the command line: `native`) fetches it.');
    case 'unsupported':
      return msg('There is no build of it for this system ({detail}).', { detail });
    case 'processor':
      return msg('This processor lacks {detail}, which TensorFlow’s library needs. The backend wasm does the same work.', { detail });
    case 'wrongLibrary':
      return msg('The library that was found does not fit: {detail}. Install it anew, or name another path in the settings.', { detail });
    case 'noGpu':
      return msg('No graphics processor answers. Where there is one, update its driver (Vulkan on Linux, Direct3D 12 on Windows).');
    case 'softwareGpu':
      return msg('The only adapter, {detail}, is a program that imitates a graphics processor: slower than wasm, and used only when asked for.', { detail });
    case 'crashed':
      return backend === 'webgpu'
        ? msg('The graphics driver ended the process ({detail}). Update the driver; until then another backend does the work.', { detail })
        : msg('TensorFlow’s library ended the process ({detail}). Install it anew; until then another backend does the work.', { detail });
    case 'timeout':
      return msg('It did not answer in time and was cut off.');
    case 'deviceLost':
      return msg('The graphics processor went away while it was used. Another backend does the work; a new attempt will find out whether it is back.');
    case 'failed':
      return msg('It did not start: {detail}', { detail });
    default:
      return why satisfies never;
  }
}

/** Says that another backend does the work than the one that was wanted; the reason is the second message. */
export const notUsedSentences = (passedOver: PassedOver, used: string): [Message, Message] => [
  msg('The backend {wanted} does not do this work; {used} does.', { wanted: passedOver.backend, used }),
  whyNotSentence(passedOver),
];
