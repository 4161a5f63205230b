import { AlwaysHere } from './AlwaysHere';
import { BringBack } from './BringBack';
import { KeptArticles } from './KeptArticles';
import { Shortcuts } from './Shortcuts';
import type { KeepingActions, PanelActions, PanelState } from './state';
import { app } from './strings';
import { TakeAlong } from './TakeAlong';

interface FootProps {
  state: Pick<PanelState, 'decomposition' | 'library'>;
  actions: Pick<PanelActions, 'exportAs'>;
  keeping: KeepingActions;
}

/** What reaches past the page: other articles, the way out and the way in. */
export function Foot({ state: { decomposition, library }, actions, keeping }: FootProps) {
  return (
    <footer>
      <KeptArticles library={library} actions={keeping} />
      {decomposition !== null && <TakeAlong onExport={actions.exportAs} />}
      <BringBack onImport={keeping.importFile} />
      {decomposition !== null && <AlwaysHere url={decomposition.page.url} actions={keeping} />}
      <Shortcuts actions={keeping} />
      <p class="small">
        <a href="/options.html" target="_blank" rel="noreferrer">
          {app.settings}
        </a>
      </p>
    </footer>
  );
}
