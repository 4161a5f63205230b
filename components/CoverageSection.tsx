import type { ComponentChildren } from 'preact';
import type { Decomposition } from '../core/model';
import { groundedCount } from './derive';
import { Fold } from './Fold';
import { figures, legend, coverage as words } from './strings';

interface CoverageSectionProps {
  decomposition: Decomposition;
  gaps: number;
  /** The list of what was left out, where it does not stand elsewhere. */
  children?: ComponentChildren;
}

export function CoverageSection({ decomposition, gaps, children }: CoverageSectionProps) {
  const { coverage, selection, claims } = decomposition;
  return (
    <Fold title={words.title} brief={words.brief(gaps)}>
      <p class="num">
        <b>{figures.covered(coverage.figures.shown)}</b> {figures.coveredBy('shown', selection.selected.length)}
      </p>
      <p class="num">
        <b>{figures.covered(coverage.figures.all)}</b> {figures.coveredBy('all', groundedCount(claims))}
      </p>
      <p class="small">{legend}</p>
      {children && (
        <section class="group">
          <h3>{words.leftOut}</h3>
          {children}
        </section>
      )}
    </Fold>
  );
}
