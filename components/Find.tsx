import type { Claim, ClaimId, Kind } from '../core/model';
import { Fold } from './Fold';
import { find as words } from './strings/choice';

/** What the reader looks for; nothing is everything. */
export interface Sought {
  readonly text: string;
  readonly kinds: ReadonlySet<Kind>;
}

export const ANY: Sought = { text: '', kinds: new Set() };

/** Case and accents aside. */
const folded = (text: string): string => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/** The claims that fit: of one of the kinds, with every word in title, body or quotes. */
export function fitting(claims: readonly Claim[], { text, kinds }: Sought): ReadonlySet<ClaimId> {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  const fits = ({ kind, title, body, quotes }: Claim): boolean => {
    if (kinds.size > 0 && !kinds.has(kind)) return false;
    const said = folded([title, body, ...quotes.map((quote) => quote.text)].join('\n'));
    return wanted.every((word) => said.includes(word));
  };
  return new Set(claims.filter(fits).map(({ id }) => id));
}

interface FindProps {
  claims: readonly Claim[];
  selected: readonly ClaimId[];
  sought: Sought;
  fits: ReadonlySet<ClaimId>;
  onSeek: (sought: Sought) => void;
}

/** Looks for claims by word and by kind, in those shown and those considered. */
export function Find({ claims, selected, sought, fits, onSeek }: FindProps) {
  const kinds = new Map<Kind, number>();
  for (const { kind } of claims) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const toggle = (kind: Kind) => {
    const next = new Set(sought.kinds);
    if (!next.delete(kind)) next.add(kind);
    onSeek({ ...sought, kinds: next });
  };
  const found = words.matches(fits.size, claims.length, selected.filter((id) => fits.has(id)).length);
  const seeks = sought.text.trim() !== '' || sought.kinds.size > 0;
  return (
    <Fold title={words.title} brief={seeks ? found : ''}>
      <input
        type="search"
        class="find"
        aria-label={words.label}
        placeholder={words.label}
        value={sought.text}
        onInput={(event) => onSeek({ ...sought, text: event.currentTarget.value })}
      />
      <fieldset class="chips small">
        <legend class="unseen">{words.kinds}</legend>
        {[...kinds].map(([kind, n]) => (
          <button key={kind} type="button" class="chip" aria-pressed={sought.kinds.has(kind)} onClick={() => toggle(kind)}>
            {words.kind(kind, n)}
          </button>
        ))}
      </fieldset>
      <p class="found small num" aria-live="polite">
        {seeks && found}
        {seeks && (
          <button type="button" class="text" onClick={() => onSeek(ANY)}>
            {words.clear}
          </button>
        )}
      </p>
    </Fold>
  );
}
