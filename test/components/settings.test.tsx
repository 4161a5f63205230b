import '../../components/panel.css';
import axe from 'axe-core';
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Consent } from '../../components/Consent';
import { SettingsPage } from '../../components/settings/SettingsPage';
import type { SettingsActions, SettingsState } from '../../components/settings/state';
import { listPrice, outlookOf, PRICES_AS_OF } from '../../core/cost';
import type { LabelledBlock } from '../../core/model';
import { DEFAULT_SETTINGS } from '../../core/settings';
import { SETTINGS_STATES as STATES } from '../fixtures/settings/states';
import { named, squeeze } from './mount';

function mount(state: SettingsState) {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  const calls: unknown[][] = [];
  const actions: SettingsActions = {
    change: (...given) => void calls.push(['change', ...given]),
    connect: (...given) => void calls.push(['connect', ...given]),
    forget: (...given) => void calls.push(['forget', ...given]),
    withdraw: (...given) => void calls.push(['withdraw', ...given]),
  };
  const show = (next: SettingsState) => render(<SettingsPage state={next} actions={actions} />, host);
  show(state);
  return { host, calls, show };
}

const field = (host: Element, label: string): HTMLInputElement =>
  [...host.querySelectorAll('label')].find((one) => squeeze(one.textContent).startsWith(label))!.querySelector('input')!;

function enter(input: HTMLInputElement, value: string, event: 'input' | 'change' = 'input') {
  input.value = value;
  input.dispatchEvent(new Event(event, { bubbles: true }));
}

const settled = () => new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
const violations = async (host: Element) =>
  (await axe.run(host, { resultTypes: ['violations'] })).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);

afterEach(() => document.documentElement.removeAttribute('style'));

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  it.each(Object.keys(STATES))('“%s” is without violations', async (name) => {
    document.documentElement.style.colorScheme = theme;
    expect(await violations(mount(STATES[name]!).host)).toEqual([]);
  });
});

it.each(Object.keys(STATES).flatMap((name) => [160, 320].map((width) => [name, width] as const)))(
  '“%s” does not scroll sideways at %d px',
  (name, width) => {
    document.documentElement.style.width = `${width}px`;
    const { host } = mount(STATES[name]!);
    expect(host.scrollWidth).toBeLessThanOrEqual(width);
  },
);

describe('a key', () => {
  it('is handed over once, for the session where so chosen, and is no longer in the page', async () => {
    const { host, calls } = mount(STATES.remote!);
    enter(field(host, 'API key'), ' sk-secret ');
    field(host, 'Keep it for this session').click();
    await settled();
    named(host, 'button', 'Try and keep the key').click();
    await settled();
    expect(calls).toEqual([['connect', 'anthropic', { address: '', key: 'sk-secret', lasts: 'session' }]]);
    expect([...host.querySelectorAll('input')].map(({ value }) => value)).not.toContain('sk-secret');
    expect(host.innerHTML).not.toContain('sk-secret');
  });

  it('that is missing is not tried', () => {
    const { host, calls } = mount(STATES.remote!);
    named(host, 'button', 'Try and keep the key').click();
    expect(calls).toEqual([]);
  });

  it('that was refused says why, at its field', () => {
    const { host } = mount(STATES.remote!);
    const voyage = [...host.querySelectorAll<HTMLInputElement>('input[type=password]')][1]!;
    expect(voyage.getAttribute('aria-invalid')).toBe('true');
    const said = document.getElementById(voyage.getAttribute('aria-describedby')!)!;
    expect(squeeze(said.textContent)).toContain('The provider did not accept the API key.');
    expect(squeeze(said.textContent)).toContain('Provided API key is invalid.');
  });

  it('can be forgotten', () => {
    const { host, calls } = mount(STATES.remote!);
    named(host, 'button', 'Forget the key').click();
    expect(calls).toEqual([['forget', 'anthropic']]);
  });
});

describe('what is chosen', () => {
  it('is handed over at once', () => {
    const { host, calls } = mount(STATES.offline!);
    field(host, 'Claude').click();
    enter(field(host, 'a day'), '3.5', 'change');
    expect(calls).toEqual([
      ['change', { decomposer: 'anthropic' }],
      ['change', { limits: { ...DEFAULT_SETTINGS.limits, day: 3.5 } }],
    ]);
  });

  it('is not an amount below nought, nor none', () => {
    const { host, calls } = mount(STATES.offline!);
    for (const wrong of ['-1', '']) enter(field(host, 'a day'), wrong, 'change');
    expect(calls).toEqual([]);
  });

  it('a server is connected by its address', async () => {
    const { host, calls } = mount(STATES.servers!);
    const address = [...host.querySelectorAll<HTMLInputElement>('input[inputmode=url]')][1]!;
    enter(address, 'localhost:1234');
    await settled();
    [...host.querySelectorAll<HTMLButtonElement>('button[type=submit]')][1]!.click();
    expect(calls).toEqual([['connect', 'embedder', { address: 'localhost:1234', key: '', lasts: 'kept' }]]);
  });

  it('embeddings are said to be uncalibrated', () => {
    expect(mount(STATES.remote!).host.textContent).toContain('has not been measured against readers');
  });

  it('an agreement can be taken back', () => {
    const { host, calls } = mount(STATES.remote!);
    named(host, 'button', 'Take back your agreement for http://localhost:11434').click();
    expect(calls).toEqual([['withdraw', 'http://localhost:11434']]);
  });
});

describe('the question before text is sent', () => {
  const blocks: LabelledBlock[] = [
    { ...{ id: 0, kind: 'paragraph', section: null, label: 'content', rule: 'prose' }, text: 'Ice floats on water. '.repeat(250) },
  ];
  const claude = { origin: 'https://api.anthropic.com', provider: 'anthropic', model: 'claude-sonnet-5-5', task: 'decompose' } as const;

  function ask(price = listPrice('claude-sonnet-5-5')) {
    const host = document.createElement('div');
    host.className = 'panel';
    document.body.replaceChildren(host);
    const calls: string[] = [];
    render(
      <Consent
        outlooks={[outlookOf({ ...claude, price }, { blocks }, '')]}
        pricesAsOf={PRICES_AS_OF}
        today={0.4}
        dayLimit={2}
        onAgree={() => calls.push('agree')}
        onOffline={() => calls.push('offline')}
      />,
      host,
    );
    return { host, calls };
  }

  it('says which host gets how much of what, at what cost with which margin, and by what basis', async () => {
    const { host } = ask();
    const text = squeeze(host.textContent);
    for (const said of [
      'api.anthropic.com',
      '1 paragraph, 1,000 words',
      '± 30%',
      '$0.06',
      'list prices of 2026-11',
      'Today $0.40',
      '$2.00',
    ]) {
      expect(text).toContain(said);
    }
    expect(await violations(host)).toEqual([]);
  });

  it('says so where no price is known', () => {
    expect(ask(null).host.textContent).toContain('price not known');
  });

  it('has a button for either answer', () => {
    const { host, calls } = ask();
    named(host, 'button', 'Send it').click();
    named(host, 'button', 'Stay offline').click();
    expect(calls).toEqual(['agree', 'offline']);
  });
});
