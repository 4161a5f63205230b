import { useMemo, useState } from 'preact/hooks';
import type { Check, CheckedSentence } from '../core/check';
import type { Difference } from '../core/differing';
import type { ClaimId, Span } from '../core/model';
import type { Blocks } from './derive';
import { Fold } from './Fold';
import type { Checking, PanelActions } from './state';
import { percent } from './strings';
import { checking as words } from './strings/check';

interface CheckProps {
  check: Checking | null;
  blocks: Blocks;
  /** Sentences of the text, by number, that cover the paragraph that is pointed at. */
  marked: ReadonlySet<ClaimId>;
  actions: Pick<PanelActions, 'check' | 'shadeByCheck' | 'goToSpan'>;
}

const textAt = (blocks: Blocks, { block, start, end }: Span): string => blocks.get(block)?.text.slice(start, end) ?? '';

/** The sentence with the words marked that the article does not have. */
function Marked({ text, differences }: Pick<CheckedSentence, 'text' | 'differences'>) {
  const stretches = differences.flatMap(({ here }) => here ?? []).sort((a, b) => a.start - b.start);
  let from = 0;
  const parts = stretches.flatMap(({ start, end }) => {
    if (start < from) return [];
    const before = text.slice(from, start);
    from = end;
    return [before, <mark key={start}>{text.slice(start, end)}</mark>];
  });
  return (
    <p dir="auto" class="said">
      {parts}
      {text.slice(from)}
    </p>
  );
}

function differenceLine({ kind, here, there }: Difference, text: string, blocks: Blocks): string {
  const mine = here === null ? '' : text.slice(here.start, here.end);
  if (kind === 'name' && there === null) return words.unnamed(mine);
  return words.difference(kind, mine, there === null ? '' : textAt(blocks, there));
}

/** Sources named at most: beside what says something else there is mostly one. */
const NAMED = 2;

interface ItemProps extends Pick<CheckProps, 'blocks' | 'actions'> {
  sentence: CheckedSentence;
  isMarked: boolean;
}

function Sentence({ sentence, blocks, actions, isMarked }: ItemProps) {
  return (
    <li class={`checked ${sentence.state}${isMarked ? ' marked' : ''}`}>
      <span class="kind small">{words.states[sentence.state]}</span>
      <Marked {...sentence} />
      {sentence.differences.map((one) => (
        <p key={`${one.kind} ${one.here?.start}`} class="small differs" dir="auto">
          {differenceLine(one, sentence.text, blocks)}
        </p>
      ))}
      {sentence.sources.slice(0, NAMED).map(({ span }) => (
        <button
          key={`${span.block} ${span.start}`}
          type="button"
          class="go source"
          aria-label={words.go(textAt(blocks, span))}
          onClick={() => actions.goToSpan(span)}
        >
          <span class="excerpt small" dir="auto">
            {textAt(blocks, span)}
          </span>
        </button>
      ))}
    </li>
  );
}

interface SentencesProps extends Omit<CheckProps, 'check'> {
  title: string;
  of: readonly (readonly [number, CheckedSentence])[];
}

function Sentences({ title, of, marked, ...rest }: SentencesProps) {
  if (of.length === 0) return null;
  return (
    <section class="group">
      <h3>{`${title} · ${of.length}`}</h3>
      <ol class="checks">
        {of.map(([at, sentence]) => (
          <Sentence key={at} sentence={sentence} isMarked={marked.has(at)} {...rest} />
        ))}
      </ol>
    </section>
  );
}

function Result({ result, isShading, ...rest }: Omit<CheckProps, 'check'> & { result: Check; isShading: boolean }) {
  const numbered = useMemo(() => [...result.sentences.entries()], [result]);
  return (
    <>
      <p class="verdict">{words.summary(result.sentences.map(({ state }) => state))}</p>
      <p class="small">{words.basis}</p>
      {!isShading && (
        <button type="button" class="text small" onClick={() => rest.actions.shadeByCheck(true)}>
          {words.shade}
        </button>
      )}
      <Sentences title={words.flagged} of={numbered.filter(([, { state }]) => state !== 'found')} {...rest} />
      <Sentences title={words.foundOnes} of={numbered.filter(([, { state }]) => state === 'found')} {...rest} />
    </>
  );
}

const briefOf = ({ sentences }: Check): string => words.brief(sentences.filter(({ state }) => state !== 'found').length, sentences.length);

/** A text of the reader's, each of its sentences beside what the article says. */
export function CheckText({ check, blocks, marked, actions }: CheckProps) {
  const [text, setText] = useState(check?.text ?? '');
  const result = check?.result ?? null;
  const done = result === null || typeof result === 'string' ? null : result;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    actions.check(text);
  };
  return (
    <Fold title={words.title} {...(done && { brief: briefOf(done) })} open={check !== null}>
      <p class="small">{words.explanation}</p>
      <form class="check-form" onSubmit={onSubmit}>
        <textarea rows={4} aria-label={words.label} dir="auto" value={text} onInput={(event) => setText(event.currentTarget.value)} />
        <button type="submit" class="text">
          {words.check}
        </button>
      </form>
      {check !== null && result === null && <p class="small">{words.busy}</p>}
      {typeof result === 'string' && <p class="unfit">{words.unfit[result]}</p>}
      {done && <Result result={done} isShading={check?.isShading === true} {...{ blocks, marked, actions }} />}
    </Fold>
  );
}

/** In place of the figures: what the page is shaded by, and the way back. */
export function ShadedByText({ result, onBack }: { result: Check; onBack: () => void }) {
  return (
    <div class="figures">
      <p class="basis">
        <b>{percent(result.coverage.figures.shown)}</b>{' '}
        <span class="small">
          {words.shadedBy} · {words.sentences(result.sentences.length)}
        </span>
      </p>
      <p>
        <button type="button" class="text small" onClick={onBack}>
          {words.back}
        </button>
      </p>
    </div>
  );
}
