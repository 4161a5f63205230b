import type { PageInfo } from '../core/model';
import { sourceParts } from './derive';
import { app, part } from './strings';

export function Masthead({ page }: { page: PageInfo }) {
  const parts = sourceParts(page);
  return (
    <header>
      <h1 dir="auto">{page.title || app.untitled}</h1>
      {parts.length > 0 && (
        <p class="small" dir="auto">
          {parts.join(' · ')}
        </p>
      )}
      {page.part && <p class="small">{part(page.part)}</p>}
    </header>
  );
}
