import { type ComponentChildren, Fragment } from 'preact';
import type { Decomposition } from '../core/model';
import type { Basis } from '../core/shade';
import { groundedCount } from './derive';
import { Fold } from './Fold';
import { figures, legend, percent, coverage as words } from './strings';
import { thirds as thirdWords } from './strings/choice';

interface CoverageSectionProps {
  decomposition: Decomposition;
  gaps: number;
  /** Captured shares of the article's beginning, middle and end. */
  thirds: readonly number[];
  by: Basis;
  /** The list of what was left out, where it does not stand elsewhere. */
  children?: ComponentChildren;
}

export function CoverageSection({ decomposition, gaps, thirds, by, children }: CoverageSectionProps) {
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
      <section class="group">
        <h3>{thirdWords.title}</h3>
        <p class="small">{thirdWords.basis(by)}</p>
        <dl class="facts thirds">
          {thirdWords.names.map((name, at) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>
                <meter min={0} max={1} value={thirds[at]} aria-hidden="true" /> {percent(thirds[at] ?? 0)}
              </dd>
            </Fragment>
          ))}
        </dl>
      </section>
      {children && (
        <section class="group">
          <h3>{words.leftOut}</h3>
          {children}
        </section>
      )}
    </Fold>
  );
}
