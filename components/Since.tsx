import { useMemo, useState } from 'preact/hooks';
import type { Changes } from '../core/carry';
import type { Decomposition } from '../core/model';
import { type Altered, alteredClaims, compareWords, type Piece } from './alterations';
import { byId, unsentCount } from './derive';
import { card, coverage, since as words } from './strings';

/** Altered claims listed at first; the rest on demand. */
const FIRST = 3;

const Words = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>{pieces.map(({ text, differs }, at) => (differs ? <mark key={at}>{text}</mark> : text))}</>
);

function AlteredQuote({ before, now }: Altered['quotes'][number]) {
  const pieces = useMemo(() => (now === null ? null : compareWords(before, now)), [before, now]);
  return (
    <dl>
      <dt class="small">{words.before}</dt>
      <dd dir="auto">{pieces === null ? before : <Words pieces={pieces.before} />}</dd>
      <dt class="small">{words.now}</dt>
      <dd dir="auto">{pieces === null ? card.jumped.lost : <Words pieces={pieces.now} />}</dd>
    </dl>
  );
}

function AlteredList({ altered }: { altered: readonly Altered[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? altered : altered.slice(0, FIRST);
  return (
    <>
      <h3>{words.altered(altered.length)}</h3>
      <ul>
        {shown.map(({ claim, quotes }) => (
          <li key={claim.id}>
            <h4 dir="auto">{claim.title}</h4>
            {quotes.map((quote) => (
              <AlteredQuote key={quote.quote} {...quote} />
            ))}
          </li>
        ))}
      </ul>
      {shown.length < altered.length && (
        <p>
          <button type="button" class="text small" onClick={() => setAll(true)}>
            {coverage.more(altered.length - shown.length)}
          </button>
        </p>
      )}
    </>
  );
}

interface SinceProps {
  decomposition: Decomposition;
  changes: Changes | null;
  /** Something is under way that makes the offers idle. */
  busy: boolean;
  onExtend: () => void;
  onStart: () => void;
}

/** What is on the page now and was not decomposed: the publisher's changes, or what came later. */
export function Since({ decomposition, changes, busy, onExtend, onStart }: SinceProps) {
  const { claims } = decomposition;
  const altered = useMemo(() => (changes === null ? [] : alteredClaims(changes, byId(claims))), [changes, claims]);
  const tally = changes === null ? '' : words.tally(changes.added.length, changes.removed.length, changes.edited.length);
  const unread = unsentCount(decomposition.coverage);
  if (changes === null || (tally === '' && altered.length === 0)) {
    if (unread === 0) return null;
    return (
      <p class="small unread">
        {words.unread(unread)}{' '}
        {!busy && (
          <button type="button" class="text" onClick={() => onExtend()}>
            {words.read(unread)}
          </button>
        )}
      </p>
    );
  }
  return (
    <section class={`since${altered.length > 0 ? ' altered' : ''}`}>
      <h2>{words.title}</h2>
      {tally !== '' && <p class="num">{tally}</p>}
      {altered.length > 0 && <AlteredList altered={altered} />}
      {!busy && (
        <p class="ways">
          {changes.added.length + changes.edited.length > 0 && (
            <button type="button" class="text" onClick={() => onExtend()}>
              {words.extend}
            </button>
          )}
          <button type="button" class="text" onClick={() => onStart()}>
            {words.again}
          </button>
        </p>
      )}
    </section>
  );
}
