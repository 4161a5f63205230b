/**
 * Where a changed quote may stand: short pieces of it are looked for in the text by the engine's own search, and vote for the place
 * where the quote would begin. Nothing has to be built for a page, so that the first quote costs what the last one does.
 */

/** A piece found in more places than this says nothing about where the quote is; a longer one is taken in its place. */
const COMMON = 48;
/** Pieces looked for, spread over the quote. */
const PIECES = 12;
/** Characters of a piece at first, and where nothing was found by these. */
const LENGTHS = { first: 12, second: 6 };

/** Every place of a piece, or null where it has too many. */
function placesOf(piece: string, text: string): number[] | null {
  const places: number[] = [];
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    if (places.length === COMMON) return null;
    places.push(at);
  }
  return places;
}

function ranked(votes: ReadonlyMap<number, number>, count: number): number[] {
  const weight = (bucket: number): number => votes.get(bucket)! + ((votes.get(bucket - 1) ?? 0) + (votes.get(bucket + 1) ?? 0)) / 2;
  const most = Math.max(...votes.values());
  const open = Array.from(votes.keys(), (bucket) => ({ bucket, weight: weight(bucket) })).filter(({ weight }) => weight >= most / 2);
  open.sort((x, y) => y.weight - x.weight || x.bucket - y.bucket);
  const apart: number[] = [];
  for (const { bucket } of open) {
    if (apart.length === count) break;
    if (!apart.some((other) => Math.abs(other - bucket) < 2)) apart.push(bucket);
  }
  return apart;
}

/**
 * Offsets in `text` at which `quote` would start, at most `count`, by falling number of its characters that say so.
 * @param slack how far two pieces' votes may lie apart and still mean the same place
 * @param thorough with shorter pieces, for a quote that is changed all over
 */
export function likelyStarts(quote: string, text: string, slack: number, count: number, thorough: boolean): number[] {
  const length = Math.min(thorough ? LENGTHS.second : LENGTHS.first, quote.length >> 2);
  const step = Math.max(length, Math.floor((quote.length - length) / ((thorough ? 2 : 1) * PIECES)));
  const votes = new Map<number, number>();
  for (let offset = 0; offset + length <= quote.length; offset += step) {
    let size = length;
    let places = placesOf(quote.slice(offset, offset + size), text);
    while (places === null && offset + size < quote.length) {
      size *= 2;
      places = placesOf(quote.slice(offset, offset + size), text);
    }
    const at = new Set(places?.map((place) => Math.round((place - offset) / slack)));
    for (const bucket of at) votes.set(bucket, (votes.get(bucket) ?? 0) + length);
  }
  return ranked(votes, count).map((bucket) => bucket * slack);
}
