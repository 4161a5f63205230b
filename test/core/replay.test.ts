import { describe, expect, it } from 'vitest';
import { replay } from '../../core/replay';
import { claim, quote } from './claims';

describe('replay', () => {
  const before = [claim(0, 'Wages rose', { quotes: [quote('wages rose by 3%')] }), claim(1, 'Prices fell'), claim(2, 'Nobody asked')];

  it('finds a claim by its title or by a quote, under its new id', () => {
    const now = [claim(7, 'prices  fell'), claim(8, 'Pay went up', { quotes: [quote('Wages rose by 3%')] })];
    expect(
      replay(
        [
          { do: 'pin', claim: 0 },
          { do: 'dismiss', claim: 1 },
        ],
        before,
        now,
      ),
    ).toEqual([
      { do: 'pin', claim: 8 },
      { do: 'dismiss', claim: 7 },
    ]);
  });

  it('leaves out what was not made again, and keeps what was done to blocks', () => {
    expect(
      replay(
        [
          { do: 'pin', claim: 2 },
          { do: 'drop', block: 4 },
        ],
        before,
        [claim(0, 'Prices fell')],
      ),
    ).toEqual([{ do: 'drop', block: 4 }]);
  });
});
