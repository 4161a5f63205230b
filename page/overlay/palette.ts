import { between, contrast, css, mix, oklab, oklch, type Rgb } from './colour';

/** The colours of one block, chosen for the background and the inks that the page gives its text. */
export interface Palette {
  /** Fill by level, 0..5; laid over (or under) the text. */
  shades: readonly string[];
  /** Veil by level, 0..5, in the colour of the background: dims what is captured in left-out mode. */
  veils: readonly string[];
  /** Dims what the janitor dropped. */
  dropped: string;
  accent: string;
  track: string;
  quiet: string;
  line: string;
  warn: string;
  flash: string;
}

const HUE = 235;
const LEVELS = [0, 1, 2, 3, 4, 5];
const STRONGEST = 0.3;
const STRONGEST_VEIL = 0.72;

/** Contrast that the text keeps, whatever is laid on it. The hundredth more is for 8-bit rounding. */
const floorOf = (ink: Rgb, ground: Rgb): number => Math.min(4.5, 0.9 * contrast(ink, ground)) * 1.01;

const keepsContrast = (ground: Rgb, inks: readonly Rgb[], { over, alpha }: Film): boolean =>
  inks.every((ink) => contrast(mix(ink, over, alpha), mix(ground, over, alpha)) >= Math.min(floorOf(ink, ground), contrast(ink, ground)));

/** A colour to lay over everything. */
interface Film {
  over: Rgb;
  alpha: number;
}

/** The most transparent film that turns the background into `target`: it alters the text the least. */
function thinnest(ground: Rgb, target: Rgb): Film {
  const needs = ([0, 1, 2] as const).map((i) =>
    target[i] < ground[i] ? (ground[i] - target[i]) / ground[i] : target[i] > ground[i] ? (target[i] - ground[i]) / (1 - ground[i]) : 0,
  );
  const alpha = Math.max(...needs);
  const channel = (i: 0 | 1 | 2): number => (alpha === 0 ? target[i] : ground[i] + (target[i] - ground[i]) / alpha);
  return { over: [channel(0), channel(1), channel(2)], alpha };
}

/** Exact to a thousandth, which is finer than 8 bits of colour. */
const HALVINGS = 10;

/** Largest value of 0..most that still holds, taking `holds` to turn false once. */
function bisect(most: number, holds: (value: number) => boolean): number {
  if (holds(most)) return most;
  let [low, high] = [0, most];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Films whose grounds stand at even OKLab distances: level 0 is the page's own, level 5 is `strength` of the way to the tint. */
function evenSteps(ground: Rgb, tint: Rgb, strength: number): Film[] {
  const zero = oklab(ground);
  const far = (share: number): number => between(zero, oklab(mix(ground, tint, share)));
  const whole = far(strength);
  return LEVELS.map((level) => {
    const part = level === 0 ? 0 : bisect(strength, (share) => far(share) <= (whole * level) / 5);
    return thinnest(ground, mix(ground, tint, part));
  });
}

/** A colour of the given hue that stands out from the background. */
function against(ground: Rgb, chroma: number, hue: number, want: number, onLight: number, onDark: number): Rgb {
  const pick = (from: number, to: number): Rgb => {
    const steps = [0, 0.25, 0.5, 0.75, 1].map((t) => oklch(from + (to - from) * t, chroma, hue));
    return steps.find((colour) => contrast(colour, ground) >= want) ?? steps[4]!;
  };
  const [light, dark] = [pick(onDark, 1), pick(onLight, 0)];
  const better = contrast(dark, ground) >= contrast(light, ground) ? dark : light;
  const usual = oklab(ground)[0] > 0.6 ? dark : light;
  return contrast(usual, ground) >= want ? usual : better;
}

function build(ground: Rgb, inks: readonly Rgb[]): Palette {
  const lightness = oklab(ground)[0];
  const tint = oklch(lightness > 0.6 ? Math.min(0.7, lightness - 0.25) : Math.max(0.7, lightness + 0.25), 0.1, HUE);
  // Every level is asked: where text and background differ by hue more than by lightness, contrast does not fall steadily.
  const readable = (films: readonly Film[]): boolean => films.every((film) => keepsContrast(ground, inks, film));
  const strongest = bisect(STRONGEST, (strength) => readable(evenSteps(ground, tint, strength)));
  const veil = bisect(STRONGEST_VEIL, (alpha) => readable(LEVELS.map((level) => ({ over: ground, alpha: (alpha * level) / 5 }))));
  const accent = against(ground, 0.11, HUE, 3, 0.45, 0.78);
  return {
    shades: evenSteps(ground, tint, strongest).map(({ over, alpha }) => css(over, alpha)),
    veils: LEVELS.map((level) => css(ground, (veil * level) / 5)),
    dropped: css(ground, (veil * 3) / 5),
    accent: css(accent),
    track: css(mix(ground, accent, 0.16)),
    quiet: css(against(ground, 0.012, 260, 3, 0.55, 0.68)),
    line: css(against(ground, 0.008, 260, 1.6, 0.8, 0.42)),
    warn: css(against(ground, 0.12, 50, 3, 0.5, 0.8)),
    flash: css(accent, 0.22),
  };
}

/** Palettes by background and inks; a page has few of them. */
export class Palettes {
  readonly #known = new Map<string, Palette>();

  of(ground: Rgb, inks: readonly Rgb[]): Palette {
    const key = [ground, ...inks].map((colour) => css(colour)).join();
    const known = this.#known.get(key);
    if (known) return known;
    const made = build(ground, inks);
    this.#known.set(key, made);
    return made;
  }
}
