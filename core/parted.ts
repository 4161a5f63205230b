/** A sentence that something was put into, so that it stands in two blocks: an advertisement, a picture, a new paragraph. */
import { fold } from './fold';
import { BORDER, blockAt, type Haystack, type Place } from './haystack';
import { cuts } from './places';

/** Characters of either part, at least, and of what may stand between them, at most. */
const LENGTH = { part: 12, between: 400 };

/** The longer part of a quote of which every word is there, in one block and a later one; null where there is a doubt. */
export function longerPart(quote: string, hay: Haystack): Place | null {
  const folded = fold(quote).text.trim();
  if (folded.length < 2 * LENGTH.part) return null;
  const { text } = hay.joined();
  const first = folded.slice(0, LENGTH.part);
  const found: Place[] = [];
  for (let from = text.indexOf(first); from >= 0 && found.length < 2; from = text.indexOf(first, from + 1)) {
    const part = partFrom(folded, from, hay);
    if (part) found.push(part);
  }
  return found.length === 1 ? found[0]! : null;
}

function partFrom(quote: string, from: number, hay: Haystack): Place | null {
  const { text, starts } = hay.joined();
  const end = text.indexOf(BORDER, from);
  const first = text.slice(from, end < 0 ? text.length : end).trimEnd();
  const rest = quote.slice(first.length).trimStart();
  if (!quote.startsWith(first) || cuts(quote, first.length) || rest.length < LENGTH.part || cuts(text, from)) return null;
  // the other part begins its block: what stands between is no part of the sentence
  const at = text.indexOf(BORDER + rest, from) + 1;
  if (at === 0 || at - end > LENGTH.between || cuts(text, at + rest.length)) return null;
  const [start, length] = first.length >= rest.length ? [from, first.length] : [at, rest.length];
  const index = blockAt(starts, start);
  return hay.original(index, start - starts[index]!, start - starts[index]! + length);
}
