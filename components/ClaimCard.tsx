import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Claim, ClaimId, Quote } from '../core/model';
import { jumpable } from './derive';
import { useHandedOnFocus } from './focus';
import type { JumpResult, PanelActions } from './state';
import { card } from './strings';

interface ClaimCardProps {
  claim: Claim;
  /** Heading level of the title. */
  level: 3 | 4;
  /** Similarity to the claim that it repeats. */
  similarity?: number | undefined;
  /** Why it was rejected or kept apart, and what showing it would add: a line each. */
  notes?: readonly string[];
  /** What the reader wished of it. */
  wish?: 'pin' | 'dismiss' | undefined;
  /** The controls for that. */
  wishes?: ComponentChildren;
  /** It covers the paragraph that is pointed at. */
  marked: boolean;
  /** What else stands on the card. */
  children?: ComponentChildren;
  jump: JumpResult | null;
  onJump: PanelActions['jump'];
  /** The claim is looked at, by pointer or focus; null: no longer. */
  onLook?: ((claim: ClaimId | null) => void) | undefined;
}

function Quotes({ quotes }: { quotes: readonly Quote[] }) {
  return (
    <details class="quotes small">
      <summary>{card.quotes(quotes.length)}</summary>
      {quotes.map((quote) => (
        <figure key={quote.text}>
          <blockquote dir="auto">{quote.text}</blockquote>
          <figcaption>{card.grounding(quote.grounding)}</figcaption>
        </figure>
      ))}
    </details>
  );
}

/** After a click: where the jump ended, and the way to the next quote. */
function JumpLine({ claim, jump, onNext }: { claim: Claim; jump: JumpResult; onNext: () => void }) {
  const ways = jumpable(claim);
  return (
    <p class={`small jumped ${jump.how}`}>
      {card.position(ways.indexOf(jump.quote) + 1, ways.length)}
      {card.jumped[jump.how]}
      {ways.length > 1 && (
        <button type="button" class="text" onClick={onNext}>
          {card.next}
        </button>
      )}
    </p>
  );
}

/** The title of a short claim says all of it: saying it again below tells nothing. */
const isSaidBy = ({ title, body }: Claim): boolean => title === body.replace(/[.。]$/u, '');

/** The whole card jumps to the claim's quote; again, to its next. Its text can still be selected. */
export function ClaimCard({ claim, level, similarity, notes = [], wish, wishes, marked, jump, onJump, onLook, children }: ClaimCardProps) {
  const item = useRef<HTMLLIElement>(null);
  useHandedOnFocus(item);
  const ways = jumpable(claim);
  const here = jump?.claim === claim.id ? jump : null;
  const go = () => {
    const next = here === null ? 0 : (ways.indexOf(here.quote) + 1) % ways.length;
    onJump(claim.id, ways[next] ?? 0);
  };
  const onClick = (event: MouseEvent) => {
    const inside = event.target instanceof Element && event.target.closest('button, summary, blockquote, .compare');
    const selecting = getSelection()?.isCollapsed === false;
    if (!inside && !selecting) go();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    go();
  };
  const Heading = `h${level}` as const;
  const canJump = ways.length > 0;
  const figures = card.confidence(claim.confidence) + (similarity === undefined ? '' : ` · ${card.similarity(similarity)}`);
  const title: ComponentChildren = canJump ? (
    // biome-ignore lint/a11y/useSemanticElements: the text of a button element cannot be selected
    <span role="button" tabIndex={0} onKeyDown={onKeyDown} dir="auto">
      {claim.title}
    </span>
  ) : (
    <span dir="auto">{claim.title}</span>
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the title inside is the button; the card only makes its target larger
    <li
      ref={item}
      class={`claim${marked ? ' marked' : ''}${here ? ' here' : ''}${canJump ? ' jumps' : ''}`}
      onMouseEnter={onLook && (() => onLook(claim.id))}
      onMouseLeave={onLook && (() => onLook(null))}
      onFocusIn={onLook && (() => onLook(claim.id))}
      onFocusOut={onLook && (() => onLook(null))}
      onClick={canJump ? onClick : undefined}
    >
      <div class="claim-head">
        <span class="kind small">
          {claim.kind}
          {wish && <b> · {wish === 'pin' ? card.pinned : card.dismissed}</b>}
        </span>
        <Heading>{title}</Heading>
        <span class="small num">{figures}</span>
      </div>
      {!isSaidBy(claim) && <p dir="auto">{claim.body}</p>}
      {notes.map((note) => (
        <p key={note} class="why small" dir="auto">
          {note}
        </p>
      ))}
      {here && <JumpLine claim={claim} jump={here} onNext={go} />}
      {wishes}
      {children}
      {claim.quotes.length > 0 && <Quotes quotes={claim.quotes} />}
    </li>
  );
}
