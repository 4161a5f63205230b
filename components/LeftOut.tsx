import type { ComponentChildren } from 'preact';
import type { BriefFormat } from '../core/export/gap-brief';
import { type LeftToRead, PATH_TO, stepFrom } from '../core/left-out';
import type { BlockId } from '../core/model';
import type { Basis } from '../core/shade';
import type { Blocks } from './derive';
import { Fold } from './Fold';
import type { PanelActions } from './state';
import { coverage as words } from './strings';
import { brief, path as pathWords, time } from './strings/left-out';

const FORMATS = Object.keys(brief.formats) as BriefFormat[];

interface LeftOutProps {
  left: LeftToRead;
  blocks: Blocks;
  /** Ordinals among the paragraphs that count. */
  numbers: ReadonlyMap<BlockId, number>;
  by: Basis;
  current: BlockId | null;
  actions: Pick<PanelActions, 'goTo' | 'copyGaps'>;
  /** The list of the gaps. */
  children: ComponentChildren;
}

function Way({ left: { path, pace }, blocks, numbers, by, current, actions }: Omit<LeftOutProps, 'children'>) {
  if (path.length === 0) return <p class="small">{pathWords.none(by, PATH_TO)}</p>;
  const [before, after] = [stepFrom(path, current, -1), stepFrom(path, current, 1)];
  const toRead = path.reduce((sum, step) => sum + step.words, 0);
  const way = (to: BlockId | null, name: string, key: string) => (
    <button
      type="button"
      class="text"
      title={pathWords.key(key)}
      aria-keyshortcuts={key}
      disabled={to === null}
      onClick={() => to !== null && actions.goTo(to)}
    >
      {name}
    </button>
  );
  return (
    <Fold title={pathWords.title(PATH_TO)} brief={pathWords.brief(path.length, toRead, pace)}>
      <p class="small">{pathWords.explanation(by, PATH_TO)}</p>
      <p class="steps small">
        {way(before, pathWords.previous, 'k')}
        {way(after, pathWords.next, 'j')}
      </p>
      <ol class="way">
        {path.map((step) => (
          <li key={step.block} class={step.block === current ? 'here' : ''}>
            <button type="button" class="go" onClick={() => actions.goTo(step.block)}>
              <span class="small num">{pathWords.step(numbers.get(step.block) ?? 0, step.words, step.after)}</span>
              <span class="excerpt" dir="auto">
                {blocks.get(step.block)?.text}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Fold>
  );
}

/** What is left to read: how long it takes, the shortest way through it, every gap, and all of it to take along. */
export function LeftOut({ children, ...props }: LeftOutProps) {
  const { left, actions } = props;
  const { biggest } = left;
  return (
    <section class="left-out">
      <h2>{words.leftOut}</h2>
      <p class="num">{time.left(left.wordsLeft, left.words, left.pace)}</p>
      <p class="small num">{time.basis(left.wordsLeft, left.pace)}</p>
      {biggest !== null && (
        <button type="button" class="text small" onClick={() => actions.goTo(biggest)}>
          {time.biggest}
        </button>
      )}
      <Way {...props} />
      {children}
      <p class="steps small">
        <span>{brief.copy}</span>
        {FORMATS.map((format) => (
          <button key={format} type="button" class="text" aria-label={brief.label(format)} onClick={() => actions.copyGaps(format)}>
            {brief.formats[format]}
          </button>
        ))}
      </p>
    </section>
  );
}
