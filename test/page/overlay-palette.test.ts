import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, contrast, mix, oklab, oklch, parseColour, type Rgb } from '../../page/overlay/colour';
import { Palettes } from '../../page/overlay/palette';

const channel = fc.integer({ min: 0, max: 255 }).map((v) => v / 255);
const colour = fc.tuple(channel, channel, channel);
const grey = channel.map((v): Rgb => [v, v, v]);
const palettes = new Palettes();

const distance = (a: Rgb, b: Rgb): number => between(oklab(a), oklab(b));

const laid = (film: string, on: Rgb): Rgb => {
  const { rgb, alpha } = parseColour(film)!;
  return mix(on, rgb, alpha);
};

describe('parseColour', () => {
  it('reads what computed style writes', () => {
    expect(parseColour('rgb(255, 0, 51)')).toEqual({ rgb: [1, 0, 0.2], alpha: 1 });
    expect(parseColour('rgba(0, 0, 0, 0)')).toEqual({ rgb: [0, 0, 0], alpha: 0 });
    expect(parseColour('color(srgb 0.5 1 0 / 0.25)')).toEqual({ rgb: [0.5, 1, 0], alpha: 0.25 });
    expect(parseColour('oklch(0.5 0.1 235)')).toBeNull();
  });
});

describe('oklab and oklch', () => {
  it('are inverse inside sRGB', () => {
    fc.assert(
      fc.property(colour, (rgb) => {
        const [l, a, b] = oklab(rgb);
        const back = oklch(l, Math.hypot(a, b), (Math.atan2(b, a) * 180) / Math.PI);
        back.forEach((v, i) => {
          expect(v).toBeCloseTo(rgb[i]!, 3);
        });
      }),
    );
  });
});

describe('a palette', () => {
  it('keeps the contrast of every ink at min(4.5, 0.9 of what the page gives), at every level of shade and veil', () => {
    fc.assert(
      fc.property(colour, fc.array(colour, { minLength: 1, maxLength: 3 }), (ground, inks) => {
        const { shades, veils, dropped } = palettes.of(ground, inks);
        for (const film of [...shades, ...veils, dropped]) {
          for (const ink of inks) {
            const given = contrast(ink, ground);
            const floor = Math.min(4.5, 0.9 * given);
            expect(contrast(laid(film, ink), laid(film, ground))).toBeGreaterThanOrEqual(floor - 0.02);
          }
        }
      }),
    );
  });

  it.each([
    ['white', [1, 1, 1], [0.1, 0.1, 0.1]],
    ['cream', [1, 0.98, 0.93], [0.2, 0.18, 0.15]],
    ['near black', [0.07, 0.08, 0.09], [0.9, 0.9, 0.87]],
    ['black', [0, 0, 0], [1, 1, 1]],
    ['a grey ink on white', [1, 1, 1], [0.4, 0.4, 0.4]],
  ] as const)('has five even, visible steps of shade on %s', (_, ground, ink) => {
    const grounds = palettes.of(ground, [ink]).shades.map((film) => laid(film, ground));
    expect(distance(grounds[0]!, ground)).toBeLessThan(0.001);
    const steps = grounds.slice(1).map((to, i) => distance(to, ground) - distance(grounds[i]!, ground));
    const mean = steps.reduce((sum, step) => sum + step, 0) / 5;
    expect(mean).toBeGreaterThan(0.006);
    for (const step of steps) expect(Math.abs(step - mean)).toBeLessThan(0.2 * mean + 0.001);
  });

  it('dims more, the more is captured', () => {
    fc.assert(
      fc.property(grey, grey, (ground, ink) => {
        const seen = palettes.of(ground, [ink]).veils.map((film) => contrast(laid(film, ink), ground));
        for (let i = 1; i < seen.length; i++) expect(seen[i]!).toBeLessThanOrEqual(seen[i - 1]! + 1e-9);
      }),
    );
  });

  it('draws bars that stand out from any background', () => {
    fc.assert(
      fc.property(colour, (ground) => {
        const { accent, quiet, warn } = palettes.of(ground, [[0, 0, 0]]);
        for (const bar of [accent, quiet, warn]) expect(contrast(parseColour(bar)!.rgb, ground)).toBeGreaterThan(2.8);
      }),
    );
  });
});
