/** What the reader did to claims, on the claims of another decomposition of the same article. */
import { fold } from './fold';
import type { Claim, ClaimId, Edit } from './model';

const folded = (text: string): string => fold(text).text.trim();

/** What makes two claims the same to a reader: their title, or a quote of theirs. */
const marksOf = ({ title, quotes }: Claim): string[] => [folded(title), ...quotes.map((quote) => folded(quote.text))].filter(Boolean);

/**
 * The edits with their claims named as they are called now; an edit to a claim that was not made again is left out.
 * @param before the claims that the edits speak of
 */
export function replay(edits: readonly Edit[], before: readonly Claim[], now: readonly Claim[]): Edit[] {
  const byMark = new Map<string, ClaimId>();
  for (const claim of now) for (const mark of marksOf(claim)) if (!byMark.has(mark)) byMark.set(mark, claim.id);
  const known = new Map(before.map((claim) => [claim.id, claim]));
  return edits.flatMap((edit): Edit[] => {
    if (edit.do === 'keep' || edit.do === 'drop') return [edit];
    const nowCalled = (id: ClaimId): ClaimId[] => {
      const claim = known.get(id);
      const mark = claim && marksOf(claim).find((one) => byMark.has(one));
      return mark === undefined ? [] : [byMark.get(mark)!];
    };
    if (edit.do !== 'add') return nowCalled(edit.claim).map((claim) => ({ ...edit, claim }));
    const claims = edit.claims.flatMap(nowCalled);
    return claims.length > 0 ? [{ ...edit, claims }] : [];
  });
}
