import { useEffect, useRef, useState } from 'preact/hooks';
import { Fold } from './Fold';
import { useHandedOnFocus } from './focus';
import type { KeepingActions, Library, LibraryEntry } from './state';
import { app, library as words } from './strings';

/** An address out of a file may be anything; these alone can be gone to. */
const OPENABLE: ReadonlySet<string> = new Set(['http:', 'https:', 'file:']);

const isOpenable = (url: string): boolean => URL.canParse(url) && OPENABLE.has(new URL(url).protocol);

/** Articles that the panel lists; the page of all lists the others too. */
const LISTED = 5;

type EntryActions = Pick<KeepingActions, 'openEntry' | 'removeEntry'>;

function Entry({ entry, actions }: { entry: LibraryEntry; actions: EntryActions }) {
  const item = useRef<HTMLLIElement>(null);
  useHandedOnFocus(item);
  const title = entry.title || app.untitled;
  const open = (event: MouseEvent) => {
    event.preventDefault();
    actions.openEntry(entry.key);
  };
  return (
    <li ref={item}>
      <div>
        {isOpenable(entry.url) ? (
          <a href={entry.url} dir="auto" onClick={open}>
            {title}
          </a>
        ) : (
          <span dir="auto">{title}</span>
        )}
        <p class="small num" dir="auto">
          {words.about(entry.site, entry.savedAt, entry.bytes)}
        </p>
        <p class="small num">{words.figures(entry.shown, entry.all)}</p>
      </div>
      <button type="button" class="text small" aria-label={words.removeLabel(title)} onClick={() => actions.removeEntry(entry.key)}>
        {words.remove}
      </button>
    </li>
  );
}

/** Nothing is deleted by one press: the question stands where the button was. */
function ClearAll({ n, onClear }: { n: number; onClear: () => void }) {
  const [asked, setAsked] = useState(false);
  const safe = useRef<HTMLButtonElement>(null);
  const pressed = useRef(false);
  useEffect(() => {
    if (pressed.current) safe.current?.focus();
  }, [asked]);
  const ask = (next: boolean) => {
    pressed.current = true;
    setAsked(next);
  };
  if (!asked) {
    return (
      <p>
        <button ref={safe} type="button" class="text small" onClick={() => ask(true)}>
          {words.clear}
        </button>
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and here are none
    <div role="group" aria-label={words.sure(n)}>
      <p class="small">{words.sure(n)}</p>
      <p class="ways">
        <button type="button" class="text danger small" onClick={() => onClear()}>
          {words.yes}
        </button>
        <button ref={safe} type="button" class="text small" onClick={() => ask(false)}>
          {words.no}
        </button>
      </p>
    </div>
  );
}

interface KeptArticlesProps {
  library: Library | null;
  actions: EntryActions & Pick<KeepingActions, 'toggleLibrary' | 'clearLibrary'>;
}

/** The articles that this browser keeps, used last: to open again, or to delete; and the way to all of them. */
export function KeptArticles({ library, actions }: KeptArticlesProps) {
  const onToggle = (open: boolean) => {
    if (open !== (library !== null)) actions.toggleLibrary(open);
  };
  return (
    <Fold
      title={words.title}
      brief={library === null ? '' : words.total(library.bytes, library.limit)}
      open={library !== null}
      onToggle={onToggle}
    >
      {library !== null && library.aside > 0 && <p class="small">{words.aside(library.aside)}</p>}
      {library?.entries.length === 0 && <p class="small">{words.none}</p>}
      {library !== null && library.entries.length > 0 && (
        <>
          <ul class="kept">
            {library.entries.slice(0, LISTED).map((entry) => (
              <Entry key={entry.key} entry={entry} actions={actions} />
            ))}
          </ul>
          <p class="small">
            <a href="/library.html" target="_blank" rel="noreferrer">
              {words.everything(library.entries.length)}
            </a>
          </p>
          <ClearAll n={library.entries.length} onClear={actions.clearLibrary} />
        </>
      )}
    </Fold>
  );
}
