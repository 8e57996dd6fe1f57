import { msg, type Message } from '../kit/l10n';
import type { TrainingProgress } from './check';

/** How far a long training is, in one line. */
export function trainingText({ batch, batches, epochs, loss, accuracy, secondsLeft }: TrainingProgress): Message {
  const perEpoch = Math.max(Math.ceil(batches / epochs), 1);
  const figures = {
    epoch: Math.min(Math.floor(batch / perEpoch) + 1, epochs),
    epochs,
    batch: (batch % perEpoch) + 1,
    batches: perEpoch,
    loss: Number.isFinite(loss) ? loss.toFixed(3) : '–',
    accuracy: Number.isFinite(accuracy) ? `${Math.round(accuracy * 100)}%` : '–',
    seconds: Number.isFinite(secondsLeft) ? Math.ceil(secondsLeft) : '–',
  };
  return msg('epoch {epoch}/{epochs}, batch {batch}/{batches}, loss {loss}, accuracy {accuracy}, {seconds} s left', figures);
}
