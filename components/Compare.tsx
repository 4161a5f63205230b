import { useState } from 'preact/hooks';
import { facts } from '../core/facts';
import type { Apart, Claim } from '../core/model';
import { compare as words } from './strings/choice';

interface CompareProps {
  one: Claim;
  other: Claim;
  similarity: number;
  /** Why the two are never taken for the same; null where nothing was found that keeps them apart. */
  apart: Apart | null;
  lang: string | null;
}

const keysOf = ({ title, body }: Claim, lang: string | null): ReadonlySet<string> =>
  new Set([title, body].flatMap((text) => facts(text, lang).map(({ key }) => key)));

/** A text with those of its facts marked that the other claim does not have. */
function Marked({ text, others, lang }: { text: string; others: ReadonlySet<string>; lang: string | null }) {
  const differ = facts(text, lang).filter(({ key }) => !others.has(key));
  let from = 0;
  const pieces = differ.flatMap(({ start, end }) => {
    if (start < from) return [];
    const before = text.slice(from, start);
    from = end;
    return [before, <mark key={start}>{text.slice(start, end)}</mark>];
  });
  return (
    <span dir="auto">
      {pieces}
      {text.slice(from)}
    </span>
  );
}

function Side({ claim, others, lang }: { claim: Claim; others: ReadonlySet<string>; lang: string | null }) {
  return (
    <div>
      <p class="small">{claim.kind}</p>
      <p class="compared">
        <Marked text={claim.title} others={others} lang={lang} />
      </p>
      <p>
        <Marked text={claim.body} others={others} lang={lang} />
      </p>
    </div>
  );
}

/** Two similar claims side by side, on demand, with what only one of them says. */
export function Compare({ one, other, similarity, apart, lang }: CompareProps) {
  const [open, setOpen] = useState(false);
  const [a, b] = [keysOf(one, lang), keysOf(other, lang)];
  const differs = [...a].some((key) => !b.has(key)) || [...b].some((key) => !a.has(key));
  return (
    <div class="compare">
      <button
        type="button"
        class="text small"
        aria-expanded={open}
        aria-label={words.label(one.title, other.title)}
        onClick={() => setOpen(!open)}
      >
        {words.open}
      </button>
      {open && (
        <>
          <div class="sides">
            <Side claim={one} others={b} lang={lang} />
            <Side claim={other} others={a} lang={lang} />
          </div>
          <p class="small num">
            {words.similarity(similarity)} {apart === null ? (differs ? words.marked : words.same) : words.apart[apart]}
          </p>
        </>
      )}
    </div>
  );
}
