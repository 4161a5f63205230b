/**
 * What was spent at providers, request by request: tokens and money, by article and by day. Money is set aside before a request is made and
 * the entry corrected when it is over, in one transaction with the reader's limits: two tabs cannot pass a limit together, and what a worker
 * that died had under way stays counted by its estimate.
 */
import type { DBSchema } from 'idb';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { type Billed, limitPassed, type Over, type Spent } from '../core/cost';
import { FailureError } from '../core/model';
import type { Limits } from '../core/settings';
import { openedOnUse, type Step, type Transaction } from './database';

const amount = z.number().check(z.nonnegative());

/** Of one reservation. `settled` false: the request is under way, or nobody learned how it ended; then the money is the most that was expected. */
const Entry = z.object({
  /** By the reader's clock, YYYY-MM-DD. */
  day: z.string(),
  /** The article's address; empty in a private window. */
  article: z.string(),
  provider: z.string(),
  model: z.string(),
  requests: amount,
  inputTokens: amount,
  outputTokens: amount,
  /** US dollars. */
  usd: amount,
  settled: z.boolean(),
});
type Entry = z.infer<typeof Entry>;

interface Stores extends DBSchema {
  entries: { key: number; value: unknown; indexes: { day: string; article: string } };
}

const STEPS: readonly Step<Stores>[] = [
  (database) => {
    const entries = database.createObjectStore('entries', { autoIncrement: true });
    entries.createIndex('day', 'day');
    entries.createIndex('article', 'article');
  },
];

/** What was used in all; `unsettled` entries are in it by what was expected of them. */
export interface Sum {
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars. */
  readonly usd: number;
  readonly unsettled: number;
}

export interface Reservation {
  /** What the requests really took. Tokens out of a provider's cache count as input. */
  settle(used: Billed & { readonly requests: number }, usd: number): Promise<void>;
  /** Nothing was sent. */
  release(): Promise<void>;
}

/** What is about to be asked. */
export interface Purpose {
  /** Address of the article. */
  readonly article: string;
  readonly provider: string;
  readonly model: string;
  /** The most that is expected, in US dollars; null where no price is known: then no limit could be kept, and it is refused. */
  readonly usd: number | null;
  /** Of a private window: held in memory, without the article. */
  readonly isPrivate: boolean;
}

export interface Ledger {
  /** @throws FailureError spend-limit, before anything is asked */
  reserve(purpose: Purpose, limits: Limits): Promise<Reservation>;
  /** What counts against the limits now. */
  spent(article: string): Promise<Spent>;
  ofArticle(article: string): Promise<Sum>;
  ofDay(day: string): Promise<Sum>;
  total(): Promise<Sum>;
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** The day of a moment by the reader's clock, YYYY-MM-DD. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** An entry that does not parse is left out of every sum: nothing can be said of it. */
const parsed = (entries: readonly unknown[]): Entry[] =>
  entries.flatMap((entry) => {
    const read = Entry.safeParse(entry);
    return read.success ? [read.data] : [];
  });

const sumOf = (entries: readonly Entry[]): Sum => ({
  requests: entries.reduce((sum, entry) => sum + entry.requests, 0),
  inputTokens: entries.reduce((sum, entry) => sum + entry.inputTokens, 0),
  outputTokens: entries.reduce((sum, entry) => sum + entry.outputTokens, 0),
  usd: entries.reduce((sum, entry) => sum + entry.usd, 0),
  unsettled: entries.filter((entry) => !entry.settled).length,
});

const dollars = (usd: number): string => `$${usd.toFixed(2)}`;

const LIMIT_NAMES = { article: 'for this article', day: 'for today' } as const satisfies Record<Over['limit'], string>;

const overLimit = ({ limit, allowed, would }: Over): FailureError =>
  new FailureError({
    code: 'spend-limit',
    detail: `your limit ${LIMIT_NAMES[limit]} is ${dollars(allowed)}; this could make it ${dollars(would)}`,
  });

const begun = ({ article, provider, model, isPrivate }: Purpose, usd: number, day: string): Entry => ({
  ...{ day, article: isPrivate ? '' : article, provider, model, usd },
  ...{ requests: 0, inputTokens: 0, outputTokens: 0, settled: false },
});

const ended = (entry: Entry, used: Billed & { readonly requests: number }, usd: number): Entry => ({
  ...entry,
  requests: used.requests,
  inputTokens: used.inputTokens + (used.cacheReadTokens ?? 0) + (used.cacheWriteTokens ?? 0),
  outputTokens: used.outputTokens,
  usd,
  settled: true,
});

// ---------------------------------------------------------------- private windows: in memory, until the browser closes

const PRIVATE = 'ledger.private';

async function privateEntries(): Promise<Record<string, unknown>> {
  const stored: unknown = (await browser.storage.session.get(PRIVATE))[PRIVATE];
  return typeof stored === 'object' && stored !== null ? { ...stored } : {};
}

async function writePrivate(id: string, entry: Entry | null): Promise<void> {
  const { [id]: _, ...others } = await privateEntries();
  await browser.storage.session.set({ [PRIVATE]: entry === null ? others : { ...others, [id]: entry } });
}

const privateOf = async (day: string | null): Promise<Entry[]> =>
  parsed(Object.values(await privateEntries())).filter((entry) => day === null || entry.day === day);

// ---------------------------------------------------------------- the ledger

interface LedgerOptions {
  name?: string;
  now?: () => number;
}

export function openLedger({ name = 'claimshade ledger', now = Date.now }: LedgerOptions = {}): Ledger {
  const { within } = openedOnUse(name, STEPS);
  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other, for storage.session has no transactions. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  const spentIn = async (of: Transaction<Stores>, article: string, elsewhere: readonly Entry[]): Promise<Spent> => {
    const store = of.objectStore('entries');
    const onArticle = article === '' ? [] : parsed(await store.index('article').getAll(article));
    const today = parsed(await store.index('day').getAll(dayOf(now())));
    return { article: sumOf(onArticle).usd, day: sumOf([...today, ...elsewhere]).usd };
  };

  const hold = (purpose: Purpose, usd: number, limits: Limits) => async (): Promise<Reservation> => {
    const day = dayOf(now());
    const entry = begun(purpose, usd, day);
    const elsewhere = await privateOf(day);
    const id = await within(async (of) => {
      const over = limitPassed(limits, await spentIn(of, entry.article, elsewhere), usd);
      if (over !== null) throw overLimit(over);
      return purpose.isPrivate ? null : of.objectStore('entries').add(entry);
    });
    if (id !== null) {
      return {
        settle: (used, cost) => within((of) => of.objectStore('entries').put(ended(entry, used, cost), id)).then(() => undefined),
        release: () => within((of) => of.objectStore('entries').delete(id)),
      };
    }
    const key = crypto.randomUUID();
    await writePrivate(key, entry);
    return {
      settle: (used, cost) => inTurn(() => writePrivate(key, ended(entry, used, cost))),
      release: () => inTurn(() => writePrivate(key, null)),
    };
  };

  return {
    reserve: (purpose, limits) => {
      if (purpose.usd === null) {
        const detail = `no price is known for ${purpose.model}, so no limit can be kept; enter it in the settings`;
        return Promise.reject(new FailureError({ code: 'spend-limit', detail }));
      }
      return inTurn(hold(purpose, purpose.usd, limits));
    },
    spent: async (article) => {
      const elsewhere = await privateOf(dayOf(now()));
      return within((of) => spentIn(of, article, elsewhere));
    },
    ofArticle: async (article) => sumOf(parsed(await within((of) => of.objectStore('entries').index('article').getAll(article)))),
    ofDay: async (day) => {
      const kept = parsed(await within((of) => of.objectStore('entries').index('day').getAll(day)));
      return sumOf([...kept, ...(await privateOf(day))]);
    },
    total: async () => sumOf([...parsed(await within((of) => of.objectStore('entries').getAll())), ...(await privateOf(null))]),
  };
}
