import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, linesOf, merge } from '../../page/overlay/fragments';
import { layerOf } from '../../page/overlay/layer';
import { type Place, Positions } from '../../page/overlay/positions';

const box = (left: number, top: number, width: number, height = 20): Box => ({ left, top, right: left + width, bottom: top + height });
const whole = (boxes: readonly Box[]) => merge(linesOf(boxes), (line) => line);

describe('linesOf and merge', () => {
  it('takes the pieces of one line together, whatever their height or order', () => {
    expect(linesOf([box(0, 0, 50), box(50, 4, 20, 12), box(70, 0, 30)])).toMatchObject([{ left: 0, right: 100, column: 0 }]);
    expect(linesOf([box(70, 0, 30), box(0, 0, 70)])).toHaveLength(1);
  });

  it('leaves out what has no size', () => {
    expect(linesOf([box(0, 0, 0), box(0, 0, 40), box(40, 0, 10, 0)])).toMatchObject([{ left: 0, right: 40 }]);
  });

  it('makes one box of lines with the same edges, and one a column', () => {
    expect(whole([box(0, 0, 100), box(0, 30, 100), box(0, 60, 100)])).toMatchObject([
      { left: 0, top: 0, right: 100, bottom: 80, column: 0 },
    ]);
    const columns = whole([box(0, 200, 100), box(0, 230, 100), box(140, 0, 100), box(140, 30, 100)]);
    expect(columns).toMatchObject([
      { left: 0, top: 200, bottom: 250, column: 0 },
      { left: 140, top: 0, bottom: 50, column: 1 },
    ]);
  });

  it('sees a new column whose first line is level with the last of the old one', () => {
    expect(whole([box(0, 0, 100), box(0, 30, 100), box(140, 30, 100)])).toMatchObject([{ column: 0 }, { column: 1, left: 140 }]);
  });

  it('parts lines that are shortened by a float from those below it, without overlap', () => {
    const fragments = merge(linesOf([box(60, 0, 40), box(60, 28, 40), box(0, 56, 100)]), (line) => ({
      ...line,
      top: line.top - 5,
      bottom: line.bottom + 5,
    }));
    expect(fragments).toMatchObject([{ left: 60 }, { left: 0 }]);
    expect(fragments[1]!.top).toBe(fragments[0]!.bottom);
  });

  it('covers every rectangle that it was given', () => {
    const rects = fc.array(
      fc.record({ left: fc.integer({ min: 0, max: 500 }), top: fc.integer({ min: 0, max: 900 }), width: fc.integer({ min: 1, max: 300 }) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(rects, (list) => {
        const boxes = list.map(({ left, top, width }) => box(left, top, width));
        const lines = linesOf(boxes);
        for (const one of boxes) {
          expect(
            lines.some((line) => line.left <= one.left && line.right >= one.right && line.top <= one.top && line.bottom >= one.bottom),
          ).toBe(true);
        }
      }),
    );
  });
});

describe('layerOf', () => {
  const flow = { layered: false, z: 0, sealed: false, filled: false };
  it('stays below everything that is positioned, where it can', () => {
    expect(layerOf(flow, true)).toBe(0);
    expect(layerOf({ ...flow, layered: true, z: 9 }, false)).toBe(0);
  });
  it('goes just above a background of the text, and above the text for a veil', () => {
    expect(layerOf({ ...flow, layered: true, filled: true, z: 9 }, false)).toBe(10);
    expect(layerOf({ ...flow, layered: true, z: 9 }, true)).toBe(10);
  });
});

describe('Positions', () => {
  const scope = { fixed: false, mover: null, clips: [] };
  const near = (from: number, to: number) => (place: Place) => place.bottom >= from && place.top <= to;

  it('finds what a look at every block finds, in text that runs down the page', () => {
    const heights = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 900 });
    fc.assert(
      fc.property(heights, fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 0, max: 3_000 }), (list, from, size) => {
        let top = 0;
        const places = list.map((height) => {
          const place = { scope, top, bottom: top + height };
          top += height + 10;
          return place;
        });
        const isNear = near(from, from + size);
        const found = new Positions(places.length, (i) => places[i]!).near(isNear);
        expect(found).toEqual(places.flatMap((place, i) => (isNear(place) ? [i] : [])));
      }),
    );
  });

  it('finds both columns of a text in two columns', () => {
    const places = Array.from({ length: 2_000 }, (_, i) => ({ scope, top: (i % 1_000) * 40, bottom: (i % 1_000) * 40 + 30 }));
    const found = new Positions(places.length, (i) => places[i]!).near(near(20_000, 20_300));
    expect(found).toEqual(places.flatMap((place, i) => (near(20_000, 20_300)(place) ? [i] : [])));
  });

  it('measures a small part of a long text, and each block once', () => {
    const asked: number[] = [];
    const positions = new Positions(10_000, (i) => {
      asked.push(i);
      return { scope, top: i * 100, bottom: i * 100 + 80 };
    });
    positions.near(near(500_000, 502_400));
    positions.near(near(500_000, 502_400));
    expect(asked.length).toBeLessThan(600);
    expect(new Set(asked).size).toBe(asked.length);
  });
});
