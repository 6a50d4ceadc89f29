import { describe, expect, it } from 'vitest';
import { cutToWidth, LiveBlock } from './live-block.ts';

function screen(rows = 10, columns = 20) {
  const written: string[] = [];
  const block = new LiveBlock({
    raw: (text) => void written.push(text),
    size: () => ({ rows, columns }),
  });
  return { block, written };
}

describe('LiveBlock', () => {
  it('overwrites what it drew before, in one write, and clears what is left below', () => {
    const { block, written } = screen();
    block.draw(['one', 'two', 'three']);
    block.draw(['four']);
    expect(written).toHaveLength(2);
    expect(written[0]).toBe('\u001b[?25lone\u001b[K\ntwo\u001b[K\nthree\u001b[K\n\u001b[J');
    expect(written[1]).toBe('\u001b[3Afour\u001b[K\n\u001b[J');
  });

  it('never draws more than the screen holds: the top would have scrolled away', () => {
    const { block, written } = screen(4);
    block.draw(['1', '2', '3', '4', '5']);
    expect(written[0]).toContain('2\u001b[K\n… 3 more lines');
    block.draw(['x']);
    expect(written[1]?.startsWith('\u001b[3A')).toBe(true);
  });

  it('shows the cursor again and leaves the picture', () => {
    const { block, written } = screen();
    block.draw(['a']);
    block.leave();
    block.leave();
    expect(written[1]).toBe('\u001b[?25h');
    expect(written).toHaveLength(2);
  });
});

describe('cutToWidth', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['too long a line', 8, 'too lon…\u001b[0m'],
    ['\u001b[31mred\u001b[39m and more', 5, '\u001b[31mred\u001b[39m …\u001b[0m'],
    ['\u001b[31mred\u001b[39m', 3, '\u001b[31mred\u001b[39m'],
  ])('%j at %i', (line, columns, cut) => {
    expect(cutToWidth(line, columns)).toBe(cut);
  });
});
