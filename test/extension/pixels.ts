import type { Browser, Page } from 'puppeteer-core';

export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What to look at in two screenshots of one page: areas in CSS pixels of the window. */
export interface Question {
  before: string;
  after: string;
  /** Where text stands, one list a paragraph. */
  texts: Area[][];
  /** Where anything may have changed. */
  allowed: Area[];
  /** Where nothing may have changed. */
  floats: Area[];
}

export interface Answer {
  /** For each paragraph, the share of the pixels of its text's background that changed; null where nothing of it is in view. */
  shaded: (number | null)[];
  /** Pixels that changed outside the allowed areas. */
  stray: number;
  /** Pixels that changed on what floats. */
  onFloats: number;
  /** One of the pixels that should not have changed. */
  example: [number, number] | null;
}

/** Runs in a page of its own: decodes the pictures and counts. */
async function count({ before, after, texts, allowed, floats }: Question): Promise<Answer> {
  const decode = async (picture: string): Promise<ImageData> => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const [a, b] = [await decode(before), await decode(after)];
  const pixel = (data: ImageData, x: number, y: number): number => {
    const at = (y * data.width + x) * 4;
    return (data.data[at]! << 16) | (data.data[at + 1]! << 8) | data.data[at + 2]!;
  };
  const holds = (area: Area, x: number, y: number): boolean =>
    x + 0.5 > area.left && x + 0.5 < area.right && y + 0.5 > area.top && y + 0.5 < area.bottom;
  const answer: Answer = { shaded: [], stray: 0, onFloats: 0, example: null };
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      if (pixel(a, x, y) === pixel(b, x, y)) continue;
      const floating = floats.some((area) => holds(area, x, y));
      if (floating) answer.onFloats++;
      const stray = !allowed.some((area) => holds(area, x, y));
      if (stray) answer.stray++;
      if (floating || stray) answer.example ??= [x, y];
    }
  }
  for (const areas of texts) {
    const seen: [number, number][] = [];
    const colours = new Map<number, number>();
    for (const area of areas) {
      for (let y = Math.max(0, Math.ceil(area.top)); y < Math.min(a.height, Math.floor(area.bottom)); y++) {
        for (let x = Math.max(0, Math.ceil(area.left)); x < Math.min(a.width, Math.floor(area.right)); x++) {
          if (floats.some((float) => holds(float, x, y))) continue;
          seen.push([x, y]);
          colours.set(pixel(a, x, y), (colours.get(pixel(a, x, y)) ?? 0) + 1);
        }
      }
    }
    const ground = [...colours].sort((one, other) => other[1] - one[1])[0]?.[0];
    const background = seen.filter(([x, y]) => pixel(a, x, y) === ground);
    const changed = background.filter(([x, y]) => pixel(b, x, y) !== ground);
    answer.shaded.push(background.length < 50 ? null : changed.length / background.length);
  }
  return answer;
}

export async function compare(browser: Browser, question: Question): Promise<Answer> {
  const page: Page = await browser.newPage();
  try {
    return await page.evaluate(count, question);
  } finally {
    await page.close();
  }
}
