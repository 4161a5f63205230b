import type { Uncovered } from '../core/choose';
import { failures, digest as words } from './strings';

/** Headline and summary; where nobody wrote them, the panel says whose sentences they are. */
export function Digest({ of }: { of: Pick<Uncovered, 'headline' | 'summary' | 'recipe' | 'failed'> }) {
  const fault = of.failed.find(({ blocks }) => blocks.length === 0)?.failure;
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
      {fault !== undefined && <p class="small own">{words.ofPart(failures[fault.code])}</p>}
      {of.recipe.decomposer.provider === 'extractive' && <p class="small own">{words.own}</p>}
    </section>
  );
}
