import type { AsideRecord, ShelfActions } from './state';
import { shelf as words } from './strings';

/** What could not be read: why, and the two ways out. */
export function Aside({ records, actions }: { records: readonly AsideRecord[]; actions: Pick<ShelfActions, 'saveAside' | 'removeAside'> }) {
  if (records.length === 0) return null;
  return (
    <section class="aside">
      <h2>{words.asideTitle}</h2>
      <p class="small">{words.aside}</p>
      <ul>
        {records.map(({ id, title, reason, at, bytes }) => (
          <li key={id}>
            <div>
              <b dir="auto">{title || words.untitledRecord}</b>
              <p class="small num">{words.asideAbout(at, bytes)}</p>
              <p class="small" dir="auto">
                {reason}
              </p>
            </div>
            <button type="button" class="text small" onClick={() => actions.saveAside(id)}>
              {words.saveAside}
            </button>
            <button
              type="button"
              class="text small"
              aria-label={words.removeLabel(title || words.untitledRecord)}
              onClick={() => actions.removeAside(id)}
            >
              {words.remove}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
