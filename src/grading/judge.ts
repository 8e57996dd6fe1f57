import { msg, type Message } from '../kit/l10n';
import { CheckFailed, type CheckContext } from './check';
import { expectNear, showList, tensorOf, wrongKind } from './compare';
import { numbersThatCame, withKnownBugs, type Case, type KnownBug } from './knownBugs';
import type { Matrix } from './matrix';
import type { Argument, Plain, Returned } from '../runner/protocol/messages';

/** A function of the learner's file, the way it is called, and the bank of its mistakes. */
export interface Judge<Input> {
  name: string;
  arguments(input: Input): Argument[];
  right(input: Input): Matrix;
  bugs: KnownBug<Input>[];
  /** Looks at each answer besides its value. @throws CheckFailed */
  alsoLook?(answer: Returned): void;
}

/** Calls the function on every input and keeps what came, in whatever shape. */
async function casesOf<Input>(context: CheckContext, judge: Judge<Input>, inputs: readonly Input[]): Promise<(Case<Input> & { plain: Plain })[]> {
  const cases: (Case<Input> & { plain: Plain })[] = [];
  for (const input of inputs) {
    const answer = await context.call(judge.name, judge.arguments(input));
    judge.alsoLook?.(answer);
    cases.push({ input, plain: answer.value, got: numbersThatCame(answer.value), want: judge.right(input) });
  }
  return cases;
}

/** Each result must be a tensor with the right values. @throws CheckFailed */
export async function expectTensors<Input>(context: CheckContext, judge: Judge<Input>, inputs: readonly Input[], look: Message): Promise<void> {
  const cases = await casesOf(context, judge, inputs);
  withKnownBugs(cases, judge.bugs, () => {
    for (const { plain, want } of cases) expectNear(tensorOf(plain, `${judge.name}()`, want.shape), want, judge.name, look);
  });
}

/** Each result must be exactly these indices, in this order. @throws CheckFailed */
export async function expectLists<Input>(context: CheckContext, judge: Judge<Input>, inputs: readonly Input[], look: Message): Promise<void> {
  const cases = await casesOf(context, judge, inputs);
  withKnownBugs(cases, judge.bugs, () => {
    for (const { plain, got, want } of cases) {
      if (plain.type !== 'numbers') throw wrongKind(plain, `${judge.name}()`, 'number[]');
      const detail = { expected: showList(want.values), actual: showList(got.values) };
      if (got.shape[0] !== want.shape[0]) throw new CheckFailed(msg('`{name}()` has {actual} entries instead of {expected}.', { name: judge.name, actual: got.shape[0]!, expected: want.shape[0]! }), detail);
      if (got.values.some((v, i) => v !== want.values[i])) throw new CheckFailed(look, detail);
    }
  });
}
