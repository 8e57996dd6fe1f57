import { msg } from '../../../../src/kit/l10n';
import { CheckFailed, type Check, type CheckContext } from '../../../../src/grading/check';
import { numbersIn, show, showList } from '../../../../src/grading/compare';
import { record, value } from '../../../../src/grading/matrix';
import type { Argument, CallbackRecord, Returned } from '../../../../src/runner/protocol/messages';
import { HELD_OUT, images, oneHot, readDigits, some, TRAINING, type Digits } from './digits';
import { withModel } from './model';

/** Limits of time, in milliseconds. */
const SHORT_TRAINING = 90_000;
const FULL_TRAINING = 300_000;
const PREDICT_LIMIT = 60_000;

/** The full training of the last check. */
const EPOCHS = 4;
const BATCH = 32;
const FULL_POINTS_AT = 0.94;
const SOME_POINTS_FROM = 0.85;

const trainArguments = (kept: Argument, digits: Digits, o: { epochs: number; batchSize: number; seed: number }, listen = true): Argument[] => [
  kept,
  images(digits),
  oneHot(digits),
  record({ epochs: value(o.epochs), batchSize: value(o.batchSize), seed: value(o.seed), ...(listen && { onBatch: { type: 'callback' as const, name: 'onBatch' } }) }),
];

const weightsOf = async (context: CheckContext, kept: Argument): Promise<ArrayLike<number>> => {
  const { value: plain } = await context.call('@weights', [kept]);
  return plain.type === 'tensor' ? plain.values : [];
};

interface ShortRun {
  before: ArrayLike<number>;
  after: ArrayLike<number>;
  answer: Returned;
  /** Mean cross-entropy over the run's pictures, of the model itself. */
  lossBefore: number;
  lossAfter: number;
}

/** 150 digits in batches of 32, three times over: the last batch of each epoch has 22. */
const SHORT = { count: 150, epochs: 3, batchSize: 32 };
/** Batches without a rest, after which a loop that goes one step too far trains an empty one. */
const EVEN = { count: 64, epochs: 2, batchSize: 32 };

const shortRun = (context: CheckContext): Promise<ShortRun> =>
  context.once('shortRun', async () => {
    const { training } = await readDigits(context.read);
    const digits = some(training, SHORT.count, 200);
    return withModel(context, 'short', async (_model, kept) => {
      const loss = async () => crossEntropy(await predictions(context, kept, digits), digits.labels);
      const before = await weightsOf(context, kept);
      const lossBefore = await loss();
      const answer = await context.call('train', trainArguments(kept, digits, { ...SHORT, seed: context.seed }), { awaited: true, limitMs: SHORT_TRAINING });
      return { before, after: await weightsOf(context, kept), answer, lossBefore, lossAfter: await loss() };
    });
  });

async function predictions(context: CheckContext, kept: Argument, digits: Digits): Promise<Float64Array> {
  const { value: plain } = await context.call('@predict', [kept, images(digits)], { limitMs: PREDICT_LIMIT });
  if (plain.type !== 'tensor' || plain.values.length !== digits.labels.length * 10) throw new CheckFailed(msg('The model does not give 10 numbers for each picture, so that its training cannot be judged. Mend `buildModel` first.'));
  return Float64Array.from(plain.values);
}

function crossEntropy(p: Float64Array, labels: Uint8Array): number {
  return labels.reduce((sum, label, i) => sum - Math.log(Math.max(p[i * 10 + label]!, 1e-7)), 0) / labels.length;
}

function batchesImprove({ callbacks }: Returned): boolean {
  const losses = callbacks.filter(({ name }) => name === 'onBatch').map(({ args }) => args[1] ?? NaN);
  const perEpoch = Math.ceil(SHORT.count / SHORT.batchSize);
  const mean = (list: number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
  return losses.length === SHORT.epochs * perEpoch && mean(losses.slice(-perEpoch)) < 0.9 * mean(losses.slice(0, perEpoch));
}

const moved = (a: ArrayLike<number>, b: ArrayLike<number>) => a.length !== b.length || Array.from(a).some((v, i) => v !== b[i]);

/** The calls of `onBatch`. @throws CheckFailed where they are not as many as the training has batches */
function batchCalls({ callbacks }: Returned, { count, epochs, batchSize }: typeof SHORT): CallbackRecord[] {
  const calls = callbacks.filter(({ name }) => name === 'onBatch');
  const batches = epochs * Math.ceil(count / batchSize);
  if (calls.length === batches) return calls;
  const numbers = { actual: calls.length, expected: batches, count, size: batchSize, epochs };
  throw new CheckFailed(
    count % batchSize === 0
      ? msg('`onBatch` was called {actual} times. {count} pictures in batches of {size}, {epochs} epochs: that is {expected} batches; none is left over.', numbers)
      : msg('`onBatch` was called {actual} times. {count} pictures in batches of {size}, {epochs} epochs: that is {expected} batches, the smaller last one of each epoch included.', numbers),
    { expected: String(batches), actual: String(calls.length) },
  );
}

export const trainChecks: Check[] = [
  {
    id: 'train-learns',
    trains: true,
    function: 'train',
    title: msg('The weights move and the loss falls'),
    points: 5,
    async run(context) {
      const { before, after, answer, lossBefore, lossAfter } = await shortRun(context);
      if (!moved(before, after)) throw new CheckFailed(msg('After `train` the model’s weights are what they were. Is the promise of the training awaited, and does it train the model that was passed in?'));
      if (!Array.from(after).every(Number.isFinite)) throw new CheckFailed(msg('After `train` some weights are not finite. Is the learning rate too large?'));
      const detail = { expected: `< ${show(lossBefore)}`, actual: show(lossAfter) };
      // Batch normalisation answers new pictures with averages that need longer to settle; its batches show it learning.
      if (!(lossAfter < lossBefore) && !batchesImprove(answer)) throw new CheckFailed(msg('Over the pictures it was trained on, the loss has not fallen: {before} before, {after} after {epochs} epochs.', { before: show(lossBefore), after: show(lossAfter), epochs: SHORT.epochs }), detail);
    },
  },
  {
    id: 'train-batches',
    trains: true,
    function: 'train',
    title: msg('onBatch once per batch, in order, with its loss and accuracy'),
    points: 4,
    async run(context) {
      const { answer } = await shortRun(context);
      const calls = batchCalls(answer, SHORT);
      const numbers = calls.map(({ args }) => args[0] ?? NaN);
      const wanted = calls.map((_, i) => i);
      if (numbers.some((n, i) => n !== i)) {
        const perEpoch = Math.ceil(SHORT.count / SHORT.batchSize);
        const again = numbers.every((n, i) => n === i % perEpoch);
        const fromOne = numbers.every((n, i) => n === i + 1);
        throw new CheckFailed(again ? msg('The number of the batch starts anew in every epoch. It counts over the whole training.') : fromOne ? msg('The batches are counted from 1. They count from 0.') : msg('The numbers of the batches are not 0, 1, 2 and so on, over the whole training.'), {
          expected: showList(wanted),
          actual: showList(numbers),
          ...((again || fromOne) && { knownBug: again ? 'train-batch-per-epoch' : 'train-batch-from-one' }),
        });
      }
      checkRecords(calls);
      const { training } = await readDigits(context.read);
      const even = await withModel(context, 'even', (_model, kept) => context.call('train', trainArguments(kept, some(training, EVEN.count, 400), { ...EVEN, seed: context.seed }), { awaited: true, limitMs: SHORT_TRAINING }));
      batchCalls(even, EVEN);
    },
  },
  {
    id: 'train-tensors',
    trains: true,
    function: 'train',
    title: msg('No tensors pile up from batch to batch'),
    points: 3,
    async run(context) {
      const { answer } = await shortRun(context);
      const live = answer.callbacks.filter(({ name }) => name === 'onBatch').map(({ liveTensors }) => liveTensors);
      if (live.length !== SHORT.epochs * Math.ceil(SHORT.count / SHORT.batchSize)) throw new CheckFailed(msg('Counts once `onBatch` is called for each batch.'), { status: 'skipped' });
      // From each batch of the second epoch to the same one of the third. The optimiser's own tensors are made in
      // the first; `model.fit` keeps a few for each epoch, its history, until it returns.
      const perEpoch = Math.ceil(SHORT.count / SHORT.batchSize);
      const growths = live.slice(2 * perEpoch, 3 * perEpoch).map((late, i) => late - live[perEpoch + i]!);
      if (growths.every((growth) => growth >= perEpoch)) throw new CheckFailed(msg('From batch {from} to batch {to} the number of live tensors grows from {early} to {late}. What is made for a batch must be disposed with it.', { from: perEpoch, to: 2 * perEpoch, early: live[perEpoch]!, late: live[2 * perEpoch]! }), { expected: String(live[perEpoch]), actual: String(live[2 * perEpoch]) });
    },
  },
];

/** Loss and accuracy of each batch as numbers that can be. */
function checkRecords(calls: CallbackRecord[]): void {
  calls.forEach(({ args }, i) => {
    const [, loss = NaN, accuracy = NaN] = args;
    if (!(loss >= 0 && loss < 1e3)) throw new CheckFailed(msg('At batch {batch} `onBatch` got {value} as the loss. The second argument is that batch’s loss, a number.', { batch: i, value: show(loss) }), { actual: show(loss) });
    if (!(accuracy >= 0 && accuracy <= 1 + 1e-6)) throw new CheckFailed(msg('At batch {batch} `onBatch` got {value} as the accuracy. The third argument is that batch’s accuracy, from 0 to 1. Was the model compiled with that metric?', { batch: i, value: show(accuracy) }), { actual: show(accuracy) });
    // Hits are whole numbers: their share of a batch can only be so many things.
    const size = i % Math.ceil(SHORT.count / SHORT.batchSize) === Math.ceil(SHORT.count / SHORT.batchSize) - 1 ? SHORT.count % SHORT.batchSize : SHORT.batchSize;
    if (Math.abs(accuracy * size - Math.round(accuracy * size)) > 1e-3) throw new CheckFailed(msg('At batch {batch} the accuracy is {value}, which is no share of its {size} pictures. Is it a mean over several batches?', { batch: i, value: show(accuracy), size }), { actual: show(accuracy) });
  });
}

/** The share of the points between the two marks. */
const pointsAt = (accuracy: number, points: number) => (accuracy >= FULL_POINTS_AT ? points : accuracy < SOME_POINTS_FROM ? 0 : Math.round(((points * (accuracy - SOME_POINTS_FROM)) / (FULL_POINTS_AT - SOME_POINTS_FROM)) * 2) / 2);
const QUALITY_POINTS = 20;

export const quality: Check = {
  id: 'accuracy-held-out',
  trains: true,
  function: 'train',
  title: msg('After 4 epochs: 94% of 2,000 held-out digits'),
  points: QUALITY_POINTS,
  async run(context) {
    const { training, heldOut } = await readDigits(context.read);
    const accuracy = await withModel(context, 'full', async (_model, kept) => {
      const batches = EPOCHS * Math.ceil(TRAINING / BATCH);
      const from = performance.now();
      const onCallback = ({ args: [batch = NaN, loss = NaN, share = NaN] }: CallbackRecord) => {
        const done = (batch + 1) / batches;
        context.training({ batch, batches, epochs: EPOCHS, loss, accuracy: share, secondsLeft: done > 0 && done <= 1 ? ((performance.now() - from) / 1000) * (1 / done - 1) : NaN });
      };
      await context.call('train', trainArguments(kept, training, { epochs: EPOCHS, batchSize: BATCH, seed: context.seed }), { awaited: true, limitMs: FULL_TRAINING, onCallback });
      const { value: plain } = await context.call('predict', [kept, images(heldOut)], { limitMs: PREDICT_LIMIT });
      const predicted = numbersIn(plain, 'predict()');
      if (predicted.length !== HELD_OUT) throw new CheckFailed(msg('`predict` gives {actual} classes for {expected} pictures.', { actual: predicted.length, expected: HELD_OUT }), { expected: String(HELD_OUT), actual: String(predicted.length) });
      return heldOut.labels.reduce((hits, label, i) => hits + (predicted[i] === label ? 1 : 0), 0) / HELD_OUT;
    });
    if (accuracy >= FULL_POINTS_AT) return;
    const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
    throw new CheckFailed(
      accuracy < 0.05
        ? msg('{got} of the held-out digits are right, fewer than guessing gives. Do the labels, `train` and `predict` number the classes alike?', { got: percent(accuracy) })
        : accuracy < 0.2
        ? msg('{got} of the held-out digits are right, which is what guessing gives. Does `train` change the model that `predict` is given?', { got: percent(accuracy) })
        : msg('{got} of the held-out digits are right; {full} give full points, {some} the first ones. Look at the training loss: if it is still falling, the learning rate or the network is too small; if it is near 0, the network learns the pictures by heart.', { got: percent(accuracy), full: percent(FULL_POINTS_AT), some: percent(SOME_POINTS_FROM) }),
      { points: pointsAt(accuracy, QUALITY_POINTS), expected: `≥ ${percent(FULL_POINTS_AT)}`, actual: percent(accuracy) },
    );
  },
};
