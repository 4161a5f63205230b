import type { Claim } from '../core/model';
import type { KeepingActions } from './state';
import { card, wishes as words } from './strings';

interface WishesProps {
  claim: Claim;
  /** What the reader wished of the claim. */
  wish: 'pin' | 'dismiss' | undefined;
  actions: Pick<KeepingActions, 'pin' | 'dismiss' | 'restore'>;
}

/** Two quiet words at a card's foot: what is always shown, and what never. */
export function Wishes({ claim: { id, title }, wish, actions }: WishesProps) {
  const button = (word: string, act: () => void) => (
    <button type="button" class="text" aria-label={card.about(word, title)} onClick={act}>
      {word}
    </button>
  );
  if (wish === 'dismiss') return <p class="wishes small">{button(words.takeBack, () => actions.restore(id))}</p>;
  return (
    <p class="wishes small">
      {wish === 'pin' ? button(words.unpin, () => actions.restore(id)) : button(words.pin, () => actions.pin(id))}
      {button(words.dismiss, () => actions.dismiss(id))}
    </p>
  );
}
