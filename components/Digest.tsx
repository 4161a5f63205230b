import type { Uncovered } from '../core/choose';
import { digest as words } from './strings';

/** Headline and summary; where nobody wrote them, the panel says whose sentences they are. */
export function Digest({ of }: { of: Pick<Uncovered, 'headline' | 'summary' | 'recipe'> }) {
  if (of.headline === '' && of.summary === '') return null;
  return (
    <section class="digest" aria-label={words.headline}>
      {of.headline !== '' && (
        <p class="headline" dir="auto">
          {of.headline}
        </p>
      )}
      {of.summary !== '' && (
        <p class="summary" dir="auto">
          {of.summary}
        </p>
      )}
      {of.recipe.decomposer.provider === 'extractive' && <p class="small own">{words.own}</p>}
    </section>
  );
}
