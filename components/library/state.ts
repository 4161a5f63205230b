import type { Failure } from '../../core/model';
import type { ExportFormat, LibraryEntry } from '../state';

/** What a claim of a kept article says. */
export interface ClaimText {
  readonly title: string;
  readonly body: string;
}

/** A record that could not be read. */
export interface AsideRecord {
  readonly id: number;
  readonly title: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly at: string;
  readonly bytes: number;
}

export interface ShelfState {
  /** null until it is known. */
  readonly kept: { readonly entries: readonly LibraryEntry[]; readonly bytes: number; readonly limit: number } | null;
  readonly aside: readonly AsideRecord[];
  /** By key; an article that is not here was not read for the search yet. */
  readonly claims: ReadonlyMap<string, readonly ClaimText[]>;
  readonly failure: Failure | null;
  readonly notice: string | null;
}

export interface ShelfActions {
  open(key: string): void;
  remove(keys: readonly string[]): void;
  exportAs(keys: readonly string[], format: ExportFormat): void;
  /** `key` of one article. */
  print(key: string): void;
  saveAside(id: number): void;
  removeAside(id: number): void;
}
