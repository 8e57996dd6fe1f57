import { msg } from '../../../../src/kit/l10n';
import { show, showList } from '../../../../src/grading/compare';
import type { Demo } from '../../../../src/grading/run';
import { trainArguments, XOR } from './data';
import { paramsOf } from './initialisation';
import { accuracy, forward, loss, predict } from './network';

const TRAINING = { hidden: 8, epochs: 2000, learningRate: 0.5, seed: 1 };

/** Trains the learner's network on XOR and shows the loss on the way. */
export const demo: Demo = async ({ call, say, epoch }) => {
  say(msg('Training on XOR: {hidden} hidden units, {epochs} epochs, learning rate {rate}.', { hidden: TRAINING.hidden, epochs: TRAINING.epochs, rate: TRAINING.learningRate }));
  const plain = await call('train', trainArguments(XOR.x, XOR.y, TRAINING), (at, value) => epoch(at, TRAINING.epochs, value));
  const p = paramsOf(plain, 'train()', { nIn: 2, nHidden: TRAINING.hidden, nOut: 2 });
  say(msg('Final loss {loss}. XOR predictions {predicted}, wanted [0, 1, 1, 0]: {right} of 4 right.', { loss: show(loss(forward(XOR.x, p).yHat, XOR.y)), predicted: showList(predict(XOR.x, p)), right: accuracy(XOR.x, XOR.y, p) * 4 }));
};
