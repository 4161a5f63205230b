/** What a run needs to ask providers: who they are by the settings, the reader's consent, the limits and the ledger. */
import { browser } from 'wxt/browser';
import { address } from '../../core/address';
import {
  costOf,
  counted,
  type Outlook,
  outlookOf,
  PRICES_AS_OF,
  type Question,
  type Remote,
  type Spending,
  type Taken,
} from '../../core/cost';
import { memoOf } from '../../core/memo';
import { FailureError, type ModelUsage, type Recipe } from '../../core/model';
import type { Article, Asking } from '../../core/ports';
import { readSettings, type Settings } from '../../core/settings';
import { clock } from '../../platform/clock';
import { withoutConsent } from '../../platform/consent';
import { digest } from '../../platform/digest';
import { alive } from '../../platform/heartbeat';
import { openKeys } from '../../platform/keys';
import { openLedger, type Reservation, type Sum } from '../../platform/ledger';
import { openMemoStore, privateMemo } from '../../platform/memo-store';
import { permissionOf } from '../../providers/endpoint';
import { INSTRUCTIONS, type ProviderMeans, providersOf, tokensOf } from '../../providers/index';
import type { Shown } from './shown';

/** Bytes of answers. One of an ordinary article takes about 20 kB, its embeddings about 500 kB. */
const MEMO_LIMIT = 60_000_000;

const keys = openKeys();
const ledger = openLedger();
const answers = openMemoStore({ limit: MEMO_LIMIT });
/** One for all tabs: the same question of two of them is asked once. */
const memos = { kept: memoOf(answers, digest), private: memoOf(privateMemo(answers), digest) };

export const meansOf = (isPrivate: boolean): ProviderMeans => ({
  keyFor: (origin) => keys.get(origin),
  memo: isPrivate ? memos.private : memos.kept,
  clock,
});

/** The settings by which nothing leaves this machine. */
export const offline = (settings: Settings): Settings => ({ ...settings, decomposer: 'extractive', similarity: 'lexical' });

/** The settings by which a decomposition was made, as far as its recipe says. */
export const settingsOf = ({ decomposer, similarity }: Pick<Recipe, 'decomposer' | 'similarity'>, settings: Settings): Settings =>
  readSettings({
    ...settings,
    decomposer: decomposer.provider,
    similarity: similarity.provider,
    ...(decomposer.provider === 'anthropic' ? { model: decomposer.model } : {}),
    ...(similarity.provider === 'voyage' ? { voyageModel: similarity.model } : {}),
  });

/** Not an error: the reader has to be asked first. */
export class ConsentNeeded extends FailureError {
  constructor(readonly question: Question) {
    super({ code: 'no-consent' });
  }
}

const outlooksOf = (remotes: readonly Remote[], article: Pick<Article, 'blocks'>): Outlook[] =>
  remotes.map((remote) => outlookOf(remote, article, INSTRUCTIONS));

/**
 * Lets a run pass to which nothing is in the way.
 * @returns what it is likely to take
 * @throws ConsentNeeded, FailureError no-permission
 */
async function admitted(remotes: readonly Remote[], article: Article, { limits }: Settings): Promise<Outlook[]> {
  const outlooks = outlooksOf(remotes, article);
  const origins = await withoutConsent([...new Set(remotes.map(({ origin }) => origin))]);
  if (origins.length > 0) {
    const { day } = await ledger.spent(address(article.page.url));
    throw new ConsentNeeded({ outlooks, origins, pricesAsOf: PRICES_AS_OF, today: day, dayLimit: limits.day });
  }
  for (const { origin } of remotes) {
    const permission = permissionOf(origin);
    if (permission !== null && !(await browser.permissions.contains({ origins: [permission] }))) {
      throw new FailureError({ code: 'no-permission', detail: origin });
    }
  }
  return outlooks;
}

/** Whether a page that nobody clicked on may be sent: to hosts that the reader has agreed to; the limit of the day holds as ever. */
export async function maySpendUnasked(settings: Settings, means: ProviderMeans): Promise<boolean> {
  try {
    const { remotes } = await providersOf(settings, means);
    return (await withoutConsent(remotes.map(({ origin }) => origin))).length === 0;
  } catch (error) {
    // No key, no server: the panel says so at the next click.
    if (error instanceof FailureError) return false;
    throw error;
  }
}

const withCount = (outlooks: readonly Outlook[], tokens: number): Outlook[] =>
  outlooks.map((outlook) => (outlook.remote.provider === 'anthropic' ? counted(outlook, tokens) : outlook));

const takenOf = ({ requests, inputTokens, outputTokens, usd }: Sum): Taken => ({ requests, tokens: inputTokens + outputTokens, usd });

/** The account of one run: every request is set aside in the ledger before it is made, and entered when it is over. */
class Account {
  private readonly open: { readonly asked: ModelUsage; readonly reservation: Reservation }[] = [];
  private readonly entering: Promise<void>[] = [];
  private now: Taken = { requests: 0, tokens: 0, usd: 0 };

  constructor(
    private readonly url: string,
    private readonly isPrivate: boolean,
    private readonly remotes: readonly Remote[],
    private readonly settings: Settings,
    /** A request is about to be made. */
    private readonly asks: () => void,
  ) {}

  /** @throws FailureError spend-limit, with the limit that would be passed */
  readonly may: Asking['may'] = async (asked) => {
    const price = this.priceOf(asked);
    const { provider, model } = asked;
    const purpose = { article: address(this.url), provider, model, usd: price && costOf(price, asked), isPrivate: this.isPrivate };
    this.open.push({ asked, reservation: await ledger.reserve(purpose, this.settings.limits) });
    this.asks();
    return true;
  };

  readonly spent: Asking['spent'] = (used) => {
    const at = this.open.findIndex(({ asked }) => asked.provider === used.provider && asked.model === used.model);
    const [entry] = at < 0 ? [] : this.open.splice(at, 1);
    const price = this.priceOf(used);
    const usd = price === null ? 0 : costOf(price, used);
    const { requests, inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens } = used;
    const tokens = inputTokens + cacheReadTokens + cacheWriteTokens + outputTokens;
    this.now = { requests: this.now.requests + requests, tokens: this.now.tokens + tokens, usd: this.now.usd + usd };
    if (entry) this.entering.push(entry.reservation.settle(used, usd));
  };

  /** What was used, once all of it stands in the ledger; null where there is nothing to say. */
  async spending(): Promise<Spending | null> {
    await Promise.all(this.entering);
    if (this.remotes.length === 0) return null;
    const article = this.isPrivate ? this.now : takenOf(await ledger.ofArticle(address(this.url)));
    return { now: this.now, article, all: takenOf(await ledger.total()) };
  }

  private priceOf({ provider, model }: Pick<ModelUsage, 'provider' | 'model'>): Remote['price'] {
    return this.remotes.find((remote) => remote.provider === provider && remote.model === model)?.price ?? null;
  }
}

/**
 * Does what asks providers about an article: with the reader's consent, within the limits, the worker kept alive; what was used is shown.
 * @throws ConsentNeeded, FailureError
 */
export async function withAccount<T>(
  shown: Shown,
  settings: Settings,
  remotes: readonly Remote[],
  article: Article,
  work: (asking: Pick<Asking, 'stop' | 'may' | 'spent'>) => Promise<T>,
): Promise<T> {
  const outlooks = await admitted(remotes, article, settings);
  const sends = (): void => {
    if (shown.sending.length > 0) return;
    shown.sending = outlooks;
    void count(shown, settings, article);
  };
  const account = new Account(article.page.url, shown.isPrivate, remotes, settings, sends);
  try {
    return await alive(() => work({ stop: shown.stopped.signal, may: account.may, spent: account.spent }));
  } finally {
    shown.spending = await account.spending();
  }
}

/** Where Claude's API counts the tokens, its count stands in the place of the estimate; where it does not, the estimate stays. */
async function count(shown: Shown, settings: Settings, article: Article): Promise<void> {
  if (settings.decomposer !== 'anthropic') return;
  try {
    const tokens = await tokensOf(article, settings, meansOf(shown.isPrivate));
    shown.sending = withCount(shown.sending, tokens);
    if (shown.finished === null && shown.failure === null) shown.tell();
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
  }
}
