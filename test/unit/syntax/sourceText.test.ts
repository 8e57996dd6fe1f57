import { describe, expect, it } from 'vitest';
import { SourceText } from '../../../src/syntax/sourceText';
import { solutions } from './corpus';

/** Nodes with their places: two trees of one text are alike in what every reader sees. */
function shape(source: SourceText): string {
  const lines: string[] = [];
  source.tree.iterate({ enter: ({ name, from, to }) => void lines.push(`${name} ${from} ${to}`) });
  return lines.join('\n');
}

describe('a text that was edited', () => {
  it('has the tree that it has when parsed anew', () => {
    let state = 1;
    const random = (below: number): number => (state = Math.imul(state, 48271) % 0x7fffffff) >>> 0 && Math.abs(state) % below;
    const pieces = ['x', ' ', '\n', ';', ' a = b ', '{}', '()', 'tf.add(1, 2)', "'s'", '// c\n', 'const y = 1;\n'];
    for (const { text } of solutions) {
      let source = new SourceText(text);
      for (let edit = 0; edit < 30; edit++) {
        const from = random(source.text.length);
        const inserted = pieces[random(pieces.length)]!;
        const edited = source.text.slice(0, from) + inserted + source.text.slice(from + random(3));
        // Balanced text only: how an error is mended may depend on where the parser began.
        const fresh = new SourceText(edited);
        if (/⚠/.test(shape(fresh))) continue;
        source = new SourceText(edited, source);
        expect(shape(source)).toBe(shape(fresh));
      }
    }
  });

  it('keeps the tree where nothing changed', () => {
    const before = new SourceText('const a = 1;');
    expect(new SourceText('const a = 1;', before).tree).toBe(before.tree);
    expect(new SourceText('', before).text).toBe('');
    expect(new SourceText('const a = 1;const a = 1;', before).tree.length).toBe(24);
  });
});
