import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { answerTables } from './table.ts';

const plain = pc.createColors(false);

describe('answerTables', () => {
  it('puts plain members first and gives every list a table with its path', () => {
    const text = answerTables(
      {
        RequestId: 'R',
        Servers: {
          Server: [
            { ServerId: 'a', Port: 1 },
            { ServerId: 'b', Deep: { X: 1 } },
          ],
        },
        Total: 2,
      },
      plain,
    );
    expect(text.indexOf('RequestId')).toBeLessThan(text.indexOf('Servers.Server'));
    expect(text).toMatch(/ServerId │ Port │ Deep/);
    expect(text).toMatch(/b {8}│ {6}│ \{"X":1\}/);
    expect(text).toMatch(/Total.*2/);
  });

  it('says that a list is empty, and shows lists of plain values', () => {
    expect(answerTables({ Rules: { Rule: [] } }, plain)).toBe('Rules.Rule\nnone');
    expect(answerTables({ Ports: { Port: [80, 81] } }, plain)).toMatch(/80[^]*81/);
  });
});
