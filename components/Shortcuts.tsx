import { useState } from 'preact/hooks';
import { Fold } from './Fold';
import type { Shortcut, StartingActions } from './starting';
import { shortcuts as words } from './strings/starting';

const Row = ({ keys, what }: { keys: string | null; what: string }) => (
  <>
    <dt>{keys === null ? words.none : <kbd>{keys}</kbd>}</dt>
    <dd>{what}</dd>
  </>
);

/** The keys of the browser, as they are set now, and those in the page and the panel. */
export function Shortcuts({ actions }: { actions: StartingActions }) {
  const [list, setList] = useState<readonly Shortcut[] | null>(null);
  // Asked at every opening: the reader may have changed them since.
  const onToggle = (open: boolean) => {
    if (open) void actions.shortcuts().then(setList);
  };
  return (
    <Fold title={words.title} onToggle={onToggle}>
      {list !== null && (
        <>
          <dl class="keys small">
            {list.map(({ name, description, keys }) => (
              <Row key={name} keys={keys} what={description ?? words.action} />
            ))}
            {Object.entries({ ...words.inPage, ...words.along }).map(([keys, what]) => (
              <Row key={keys} keys={keys} what={what} />
            ))}
          </dl>
          <p class="small">
            <button type="button" class="text small" onClick={actions.changeShortcuts}>
              {words.change}
            </button>{' '}
            {words.where}
          </p>
        </>
      )}
    </Fold>
  );
}
