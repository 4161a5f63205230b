import { contrast, css, distance, mix, oklab, oklch, type Rgb } from './colour';

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

/** The largest alpha up to `most` at which every ink keeps its floor when `over` is laid on text and background alike. */
function strongestReadable(ground: Rgb, inks: readonly Rgb[], over: Rgb, most: number): number {
  const keeps = (alpha: number): boolean =>
    inks.every((ink) => contrast(mix(ink, over, alpha), mix(ground, over, alpha)) >= Math.min(floorOf(ink, ground), contrast(ink, ground)));
  return bisect(most, keeps);
}

/** Largest value of 0..most that still holds, taking `holds` to turn false once. */
function bisect(most: number, holds: (value: number) => boolean): number {
  if (holds(most)) return most;
  let [low, high] = [0, most];
  for (let i = 0; i < 14; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Five alphas whose blends stand at even OKLab distances from the background. */
function evenSteps(ground: Rgb, over: Rgb, strongest: number): number[] {
  const whole = distance(mix(ground, over, strongest), ground);
  return LEVELS.map((level) => bisect(strongest, (alpha) => distance(mix(ground, over, alpha), ground) <= (whole * level) / 5));
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
  const strongest = strongestReadable(ground, inks, tint, STRONGEST);
  const veil = strongestReadable(ground, inks, ground, STRONGEST_VEIL);
  const accent = against(ground, 0.11, HUE, 3, 0.45, 0.78);
  return {
    shades: evenSteps(ground, tint, strongest).map((alpha) => css(tint, alpha)),
    veils: LEVELS.map((level) => css(ground, (veil * level) / 5)),
    dropped: css(ground, veil * 0.6),
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
