import { useRef } from 'preact/hooks';
import { useHandedOnFocus } from '../focus';
import type { LibraryEntry } from '../state';
import { app, library } from '../strings';
import type { ClaimText, ShelfActions } from './state';
import { shelf as words } from './strings';

/** An address out of a file may be anything; these alone can be gone to. */
const isOpenable = (url: string): boolean => URL.canParse(url) && ['http:', 'https:', 'file:'].includes(new URL(url).protocol);

interface Props {
  entry: LibraryEntry;
  /** The claim that was found. */
  claim: ClaimText | null;
  picked: boolean;
  onPick: (on: boolean, range: boolean) => void;
  onDelete: () => void;
  actions: Pick<ShelfActions, 'open' | 'print'>;
}

export function Row({ entry, claim, picked, onPick, onDelete, actions }: Props) {
  const item = useRef<HTMLLIElement>(null);
  const shift = useRef(false);
  useHandedOnFocus(item);
  const title = entry.title || app.untitled;
  const noteShift = (event: MouseEvent | KeyboardEvent) => {
    shift.current = event.shiftKey;
  };
  const open = (event: MouseEvent) => {
    event.preventDefault();
    actions.open(entry.key);
  };
  return (
    <li ref={item}>
      <input
        type="checkbox"
        checked={picked}
        aria-label={words.pick(title)}
        onClick={noteShift}
        onKeyDown={noteShift}
        onChange={(event) => onPick(event.currentTarget.checked, shift.current)}
      />
      <div>
        {isOpenable(entry.url) ? (
          <a href={entry.url} dir="auto" onClick={open}>
            {title}
          </a>
        ) : (
          <b dir="auto">{title}</b>
        )}
        <p class="small num" dir="auto">
          {library.about(entry.site, entry.savedAt, entry.bytes)} · {library.figures(entry.shown, entry.all)}
        </p>
        {claim !== null && (
          <p class="match" dir="auto">
            <span class="small">{words.match}</span> {claim.title}
          </p>
        )}
      </div>
      <button type="button" class="text small" aria-label={words.printLabel(title)} onClick={() => actions.print(entry.key)}>
        {words.print}
      </button>
      <button type="button" class="text small" aria-label={words.removeLabel(title)} onClick={() => onDelete()}>
        {words.remove}
      </button>
    </li>
  );
}
