/** What the settings page is given, and what it asks for. */
import type { Failure } from '../../core/model';
import type { Settings } from '../../core/settings';

/** What has a key and models of its own: Claude, Voyage, and the two servers that a reader may name. */
export type Service = 'anthropic' | 'voyage' | 'server' | 'embedder';

export type KeyLasts = 'kept' | 'session';

/** How the last attempt ended; a string says in the page's own words what is wrong with what was entered. */
export type Trial = 'trying' | 'good' | 'forgotten' | Failure | { readonly wrong: string } | null;

export interface ServiceState {
  readonly lasts: KeyLasts | null;
  readonly trial: Trial;
  /** As the provider lists them, or a fixed few. */
  readonly models: readonly string[];
}

export interface SettingsState {
  readonly settings: Settings;
  readonly services: Readonly<Record<Service, ServiceState>>;
  readonly spent: { readonly today: number; readonly all: number; readonly tokens: number; readonly unsettled: number };
  /** Origins. */
  readonly agreed: readonly string[];
  readonly saved: boolean;
}

/** What is entered to try a key; `address` is empty where the provider has its own. */
export interface Entered {
  readonly address: string;
  readonly key: string;
  readonly lasts: KeyLasts;
}

export interface SettingsActions {
  change(settings: Partial<Settings>): void;
  /** Called within the click: the browser asks for permission only then. */
  connect(service: Service, entered: Entered): void;
  forget(service: Service): void;
  withdraw(origin: string): void;
}
