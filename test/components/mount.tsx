/** The panel in a document, with actions that remember what was asked. */
import '../../components/panel.css';
import { render } from 'preact';
import { Panel } from '../../components/Panel';
import type { PanelState } from '../../components/state';
import { recordedActions } from '../fixtures/panel/states';

export function mount(state: PanelState) {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  const { actions, calls } = recordedActions();
  const show = (next: PanelState) => render(<Panel state={next} actions={actions} />, host);
  show(state);
  return { host, calls, show };
}

/** White space as the reader sees it. */
export const squeeze = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();

export const texts = (host: Element, selector: string): string[] =>
  [...host.querySelectorAll(selector)].map((element) => squeeze(element.textContent));

export function openAll(host: Element): void {
  for (const details of host.querySelectorAll('details')) details.open = true;
}
