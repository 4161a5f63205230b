/**
 * What the settings page knows and does. It is an extension page and writes keys to the extension's own IndexedDB itself, so that no message
 * carries one. A key is sent to the one origin that it was entered for, and kept only when that accepted it.
 */
import { browser } from 'wxt/browser';
import type { Entered, Service, SettingsActions, SettingsState, Trial } from '../../components/settings/state';
import { addressFaults, key as keyWords } from '../../components/settings/strings';
import { FailureError } from '../../core/model';
import { DEFAULT_SETTINGS, type Settings, VOYAGE_MODELS } from '../../core/settings';
import { consents, withdraw } from '../../platform/consent';
import { openKeys } from '../../platform/keys';
import { dayOf, openLedger } from '../../platform/ledger';
import { loadSettings, saveSettings } from '../../platform/settings';
import { permissionOf, readAddress } from '../../providers/endpoint';
import { ANTHROPIC } from '../../providers/hosts';
import { FALLBACK_MODELS, modelsOf, VOYAGE_ORIGINS, voyageOrigin } from '../../providers/services';

const SERVICES = ['anthropic', 'voyage', 'server', 'embedder'] as const satisfies readonly Service[];
const KINDS = {
  anthropic: 'anthropic',
  voyage: 'voyage',
  server: 'openai-compatible',
  embedder: 'openai-compatible',
} as const satisfies Record<Service, string>;
const PATIENCE_MS = 20_000;

const keys = openKeys();
const ledger = openLedger();

/** Where a service is asked, and the origin that its key belongs to. */
interface Place {
  readonly base: string;
  readonly origin: string;
  readonly permission: string | null;
}

const at = (origin: string): Place => ({ base: origin, origin, permission: permissionOf(origin) });

/** A string says what is wrong with what was entered. */
function placeOf(service: Service, { address, key }: Entered): Place | string {
  if (service === 'anthropic') return at(ANTHROPIC);
  if (service === 'voyage') {
    const origin = voyageOrigin(key);
    return origin === null ? keyWords.wrongVoyage : at(origin);
  }
  const endpoint = readAddress(address);
  return typeof endpoint === 'string' ? addressFaults[endpoint]! : endpoint;
}

/** The origins that a service may have a key for. */
function originsOf(service: Service, settings: Settings): readonly string[] {
  if (service === 'anthropic') return [ANTHROPIC];
  if (service === 'voyage') return VOYAGE_ORIGINS;
  const endpoint = readAddress(settings[service].address);
  return typeof endpoint === 'string' ? [] : [endpoint.origin];
}

const IDLE = { lasts: null, trial: null, models: [] };

export class Desk implements SettingsActions {
  private state: SettingsState = {
    settings: DEFAULT_SETTINGS,
    services: {
      anthropic: { ...IDLE, models: FALLBACK_MODELS },
      voyage: { ...IDLE, models: VOYAGE_MODELS },
      server: IDLE,
      embedder: IDLE,
    },
    spent: { today: 0, all: 0, tokens: 0, unsettled: 0 },
    agreed: [],
    saved: false,
  };

  constructor(private readonly changed: (state: SettingsState) => void) {}

  async open(): Promise<void> {
    const [settings, agreed, today, total] = await Promise.all([
      loadSettings(),
      consents(),
      ledger.ofDay(dayOf(Date.now())),
      ledger.total(),
    ]);
    const spent = { today: today.usd, all: total.usd, tokens: total.inputTokens + total.outputTokens, unsettled: total.unsettled };
    this.set({ settings, agreed: Object.keys(agreed), spent });
    for (const service of SERVICES) await this.lookForKey(service);
  }

  change(more: Partial<Settings>): void {
    void this.save(more);
  }

  connect(service: Service, entered: Entered): void {
    const place = placeOf(service, entered);
    if (typeof place === 'string') {
      this.tried(service, { wrong: place });
      return;
    }
    this.tried(service, 'trying');
    // asked within the click, before anything is awaited
    const allowed = place.permission === null ? Promise.resolve(true) : browser.permissions.request({ origins: [place.permission] });
    void this.tryOut(service, place, entered, allowed);
  }

  forget(service: Service): void {
    void (async () => {
      for (const origin of originsOf(service, this.state.settings)) await keys.forget(origin);
      this.set({ services: { ...this.state.services, [service]: { ...this.state.services[service], lasts: null, trial: 'forgotten' } } });
    })();
  }

  withdraw(origin: string): void {
    void withdraw(origin).then(() => this.set({ agreed: this.state.agreed.filter((one) => one !== origin) }));
  }

  private async tryOut(service: Service, place: Place, entered: Entered, allowed: Promise<boolean>): Promise<void> {
    try {
      if (!(await allowed)) throw new FailureError({ code: 'no-permission' });
      // a server that was connected before is connected again with the key that it has
      const isServer = service === 'server' || service === 'embedder';
      const key = entered.key === '' && isServer ? ((await keys.get(place.origin)) ?? '') : entered.key;
      const models = await modelsOf({ service: KINDS[service], base: place.base, key }, AbortSignal.timeout(PATIENCE_MS));
      if (entered.key !== '') {
        for (const origin of originsOf(service, this.state.settings)) if (origin !== place.origin && !isServer) await keys.forget(origin);
        await keys.put(place.origin, entered.key, entered.lasts);
      }
      if (isServer) await this.adopt(service, place.base, models);
      this.set({ services: { ...this.state.services, [service]: { lasts: await keys.lasts(place.origin), trial: 'good', models } } });
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      this.tried(service, error.failure);
    }
  }

  /** A server that answered is the one in use; its first model, unless it has the one that was chosen. */
  private adopt(service: 'server' | 'embedder', address: string, models: readonly string[]): Promise<void> {
    const before = this.state.settings[service];
    const same = before.address === address;
    const model = same || models.includes(before.model) ? before.model || (models[0] ?? '') : (models[0] ?? '');
    return this.save({ [service]: { address, model, price: same ? before.price : null } });
  }

  private async save(more: Partial<Settings>): Promise<void> {
    const settings = { ...this.state.settings, ...more };
    this.set({ settings, saved: false });
    await saveSettings(settings);
    this.set({ saved: true });
  }

  private async lookForKey(service: Service): Promise<void> {
    for (const origin of originsOf(service, this.state.settings)) {
      const lasts = await keys.lasts(origin);
      if (lasts !== null) this.set({ services: { ...this.state.services, [service]: { ...this.state.services[service], lasts } } });
    }
  }

  private tried(service: Service, trial: Trial): void {
    this.set({ services: { ...this.state.services, [service]: { ...this.state.services[service], trial } } });
  }

  private set(more: Partial<SettingsState>): void {
    this.state = { ...this.state, ...more };
    this.changed(this.state);
  }
}
