import { useState } from 'preact/hooks';
import type { Fact } from '../core/facts';
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

/** Finds the facts of a text; loaded when two claims are first compared. */
type FactsOf = (text: string) => Fact[];

const keysOf = ({ title, body }: Claim, factsOf: FactsOf): ReadonlySet<string> =>
  new Set([title, body].flatMap((text) => factsOf(text).map(({ key }) => key)));

interface SideProps {
  claim: Claim;
  others: ReadonlySet<string>;
  factsOf: FactsOf;
}

/** A text with those of its facts marked that the other claim does not have. */
function Marked({ text, others, factsOf }: Omit<SideProps, 'claim'> & { text: string }) {
  let from = 0;
  const pieces = factsOf(text).flatMap(({ key, start, end }) => {
    if (others.has(key) || start < from) return [];
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

function Side({ claim, ...rest }: SideProps) {
  return (
    <div>
      <p class="small">{claim.kind}</p>
      <p class="compared">
        <Marked text={claim.title} {...rest} />
      </p>
      <p>
        <Marked text={claim.body} {...rest} />
      </p>
    </div>
  );
}

function Sides({ one, other, similarity, apart, factsOf }: Omit<CompareProps, 'lang'> & { factsOf: FactsOf }) {
  const [a, b] = [keysOf(one, factsOf), keysOf(other, factsOf)];
  const differs = [...a].some((key) => !b.has(key)) || [...b].some((key) => !a.has(key));
  return (
    <>
      <div class="sides">
        <Side claim={one} others={b} factsOf={factsOf} />
        <Side claim={other} others={a} factsOf={factsOf} />
      </div>
      <p class="small num">
        {words.similarity(similarity)} {apart === null ? (differs ? words.marked : words.same) : words.apart[apart]}
      </p>
    </>
  );
}

/** Two similar claims side by side, on demand, with what only one of them says. */
export function Compare({ lang, ...pair }: CompareProps) {
  const [factsOf, setFactsOf] = useState<FactsOf | null>(null);
  const toggle = async () => {
    if (factsOf !== null) return setFactsOf(null);
    const { facts } = await import('../core/facts');
    setFactsOf(() => (text: string) => facts(text, lang));
  };
  return (
    <div class="compare">
      <button
        type="button"
        class="text small"
        aria-expanded={factsOf !== null}
        aria-label={words.label(pair.one.title, pair.other.title)}
        onClick={() => void toggle()}
      >
        {words.open}
      </button>
      {factsOf !== null && <Sides {...pair} factsOf={factsOf} />}
    </div>
  );
}
