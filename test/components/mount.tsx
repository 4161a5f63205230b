/** The panel in a document, with actions that remember what was asked. */
import '../../components/panel.css';
import { render } from 'preact';
import { Panel } from '../../components/Panel';
import type { PanelState } from '../../components/state';
import { recordedActions } from '../fixtures/panel/states';

let last: Element | null = null;

export function mount(state: PanelState) {
  if (last !== null) render(null, last);
  const host = document.createElement('div');
  last = host;
  document.body.replaceChildren(host);
  const { actions, keeping, calls, lights } = recordedActions();
  const show = (next: PanelState) => render(<Panel state={next} actions={actions} keeping={keeping} />, host);
  show(state);
  return { host, calls, lights, show };
}

/** White space as the reader sees it. */
export const squeeze = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();

export const texts = (host: Element, selector: string): string[] =>
  [...host.querySelectorAll(selector)].map((element) => squeeze(element.textContent));

/** Opens every fold, but for one that is empty until its content is asked for. */
export function openAll(host: Element): void {
  for (const details of host.querySelectorAll('details')) if (details.childElementCount > 1) details.open = true;
}

/** The first element that is called so: by its label, or else its text. */
export const named = (host: Element, role: string, name: string | RegExp): HTMLElement => {
  const found = [...host.querySelectorAll<HTMLElement>(role)].find((element) => {
    const label = element.getAttribute('aria-label') ?? squeeze(element.textContent);
    return typeof name === 'string' ? label === name : name.test(label);
  });
  if (found === undefined) throw new Error(`no ${role} is named ${name}`);
  return found;
};

export const cardOf = (host: Element, title: string): HTMLElement =>
  [...host.querySelectorAll<HTMLElement>('.claim')].find((card) => squeeze(card.querySelector('h3, h4')?.textContent ?? '') === title)!;

export const announced = (host: Element): string => squeeze(host.querySelector('[role=status]')!.textContent);
