/** sRGB, gamma-encoded, 0..1 a channel. */
export type Rgb = readonly [number, number, number];

export interface Colour {
  rgb: Rgb;
  /** 0..1 */
  alpha: number;
}

const decode = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const encode = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

/** Reads what computed style writes: `rgb()`, `rgba()` and `color(srgb …)`; null for any other notation. */
export function parseColour(css: string): Colour | null {
  const scale = css.startsWith('rgb') ? 255 : css.startsWith('color(srgb ') ? 1 : null;
  if (scale === null) return null;
  const parts = css.slice(css.indexOf('(')).match(/-?[\d.]+(?:e-?\d+)?/g);
  if (!parts || parts.length < 3) return null;
  const [r, g, b, alpha] = parts.map(Number);
  return { rgb: [r! / scale, g! / scale, b! / scale], alpha: alpha ?? 1 };
}

/** Lays `over` on `under` as the browser does: in encoded sRGB. */
export function mix(under: Rgb, over: Rgb, alpha: number): Rgb {
  const at = (i: 0 | 1 | 2): number => under[i] + (over[i] - under[i]) * alpha;
  return [at(0), at(1), at(2)];
}

/** Relative luminance, WCAG 2. */
export const luminance = ([r, g, b]: Rgb): number => 0.2126 * decode(r) + 0.7152 * decode(g) + 0.0722 * decode(b);

/** Contrast ratio, WCAG 2: 1..21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** OKLab after Björn Ottosson, https://bottosson.github.io/posts/oklab/ */
export function oklab([r, g, b]: Rgb): Lab {
  const [R, G, B] = [decode(r), decode(g), decode(b)];
  const l = Math.cbrt(0.4122214708 * R + 0.5363325363 * G + 0.0514459929 * B);
  const m = Math.cbrt(0.2119034982 * R + 0.6806995451 * G + 0.1073969566 * B);
  const s = Math.cbrt(0.0883024619 * R + 0.2817188376 * G + 0.6299787005 * B);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

type Lab = readonly [number, number, number];

/** Distance in OKLab: equal distances look equally far apart. */
export const between = (x: Lab, y: Lab): number => Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);

/** Lightness 0..1, chroma, hue in degrees; what falls outside sRGB is cut off. */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (v: number): number => Math.min(1, Math.max(0, encode(v)));
  return [
    cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    cut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

export const css = ([r, g, b]: Rgb, alpha = 1): string =>
  `rgb(${[r, g, b].map((v) => Math.round(v * 255)).join(' ')} / ${Math.round(alpha * 1000) / 1000})`;
