/** What the page of kept articles knows and does; everything by way of the background, which alone opens the cache. */
import type { ShelfActions, ShelfState } from '../../components/library/state';
import { shelf as words } from '../../components/library/strings';
import type { ExportFormat } from '../../components/state';
import { takeAlong } from '../../components/strings';
import { download, print, save } from '../../components/take-along';
import { askBackground, type Reply } from '../../platform/messages';

/** Articles whose claims are read at once: each is read whole. */
const SLICE = 10;

const iso = (ms: number): string => new Date(ms).toISOString();

export class Keeper implements ShelfActions {
  private state: ShelfState = { kept: null, aside: [], claims: new Map(), failure: null, notice: null };

  constructor(private readonly show: (state: ShelfState) => void) {}

  async load(): Promise<void> {
    this.show(this.state);
    await this.refresh();
    await this.readClaims();
  }

  open(key: string): void {
    void askBackground('openEntry', { key }).then((reply) => this.valueOf(reply));
  }

  remove(keys: readonly string[]): void {
    void (async () => {
      let n = 0;
      for (const key of keys) if (this.valueOf(await askBackground('removeEntry', { key })) !== undefined) n += 1;
      await this.refresh();
      this.set({ notice: words.removed(n) });
    })();
  }

  exportAs(keys: readonly string[], format: ExportFormat): void {
    void (async () => {
      let n = 0;
      for (const key of keys) {
        const kept = this.valueOf(await askBackground('kept', { key }));
        if (!kept) continue;
        await download(kept, format);
        n += 1;
      }
      this.set({ notice: n === keys.length ? words.exported(n) : words.gone });
    })();
  }

  print(key: string): void {
    void (async () => {
      const kept = this.valueOf(await askBackground('kept', { key }));
      if (!kept) return this.set({ notice: words.gone });
      await print(kept).catch(() => this.set({ notice: takeAlong.notPrinted }));
    })();
  }

  saveAside(id: number): void {
    void askBackground('asideText', { id }).then((reply) => {
      const text = this.valueOf(reply);
      if (text !== undefined) save(text, `set-aside-${id}.json`, 'application/json');
    });
  }

  removeAside(id: number): void {
    void askBackground('removeAside', { id }).then((reply) => {
      if (this.valueOf(reply) !== undefined) void this.refresh();
    });
  }

  private set(more: Partial<ShelfState>): void {
    this.state = { ...this.state, ...more };
    this.show(this.state);
  }

  /** undefined where the call failed: then the page says why. */
  private valueOf<T>(reply: Reply<T>): T | undefined {
    if (reply.ok) return reply.value;
    this.set({ failure: reply.failure });
    return undefined;
  }

  private async refresh(): Promise<void> {
    const kept = this.valueOf(await askBackground('library', null));
    const aside = this.valueOf(await askBackground('setAside', null));
    if (kept === undefined) return;
    this.set({
      kept: { ...kept, entries: kept.entries.map((entry) => ({ ...entry, savedAt: iso(entry.savedAt) })) },
      aside: (aside ?? []).map((record) => ({ ...record, at: iso(record.at) })),
    });
  }

  private async readClaims(): Promise<void> {
    const keys = this.state.kept?.entries.map(({ key }) => key) ?? [];
    for (let from = 0; from < keys.length; from += SLICE) {
      const slice = keys.slice(from, from + SLICE);
      const read = this.valueOf(await askBackground('keptClaims', { keys: slice }));
      if (read === undefined) return;
      // what is no longer kept has no claims, and is not waited for
      const none = slice.map((key): [string, []] => [key, []]);
      this.set({ claims: new Map([...this.state.claims, ...none, ...read.map(({ key, claims }) => [key, claims] as const)]) });
    }
  }
}
