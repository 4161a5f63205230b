/** What a remote decomposition takes, in tokens and money: estimated before, summed after. */
import type { Article } from './ports';
import { isScored } from './reading-rules';
import type { Limits, Price } from './settings';
import { words } from './text';

/** The month in which the prices below were read off the providers' own pages. */
export const PRICES_AS_OF = '2026-11';

/** List prices in US dollars for a million tokens, by how a model's name begins. Free allowances and discounts are not in them. */
const PRICES: readonly (readonly [prefix: string, price: Price])[] = [
  ['claude-opus-5-5', { input: 4, output: 20 }],
  ['claude-sonnet-5-5', { input: 2, output: 10 }],
  ['claude-haiku-5-5', { input: 0.1, output: 0.5 }],
  ['voyage-3.5-lite', { input: 0.02, output: 0 }],
  ['voyage-3.5', { input: 0.06, output: 0 }],
];

/** The list price of a model; null where none is known. */
export const listPrice = (model: string): Price | null => PRICES.find(([prefix]) => isModelOrDated(model, prefix))?.[1] ?? null;

/** `claude-sonnet-5-5` itself, or one of its dated versions. */
const isModelOrDated = (model: string, name: string): boolean =>
  model === name || (model.startsWith(`${name}-`) && /^\d{8}$/.test(model.slice(name.length + 1)));

/** Tokens that were billed. Those read from a provider's cache cost a tenth of fresh ones, those written to it a quarter more. */
export interface Billed {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens?: number;
  readonly cacheWriteTokens?: number;
}

const CACHE_READ = 0.1;
const CACHE_WRITE = 1.25;

/** US dollars. */
export function costOf(price: Price, { inputTokens, outputTokens, cacheReadTokens = 0, cacheWriteTokens = 0 }: Billed): number {
  const input = inputTokens + cacheReadTokens * CACHE_READ + cacheWriteTokens * CACHE_WRITE;
  return (input * price.input + outputTokens * price.output) / 1e6;
}

// ---------------------------------------------------------------- tokens, before anything is sent

/** Characters a token, by script; no provider publishes its tokeniser, so this is a rule of thumb and is shown with its margin. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const LATIN_LIKE = /[\p{Script=Latin}\p{Script=Common}]/gu;
const PER_TOKEN = { latin: 3.6, cjk: 0.9, other: 2 } as const;

const matches = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Tokens of a text, estimated from its characters and their scripts. */
export function estimateTokens(text: string): number {
  const cjk = matches(text, CJK);
  const latin = matches(text, LATIN_LIKE);
  const other = Math.max(0, [...text].length - cjk - latin);
  return Math.ceil(cjk / PER_TOKEN.cjk + latin / PER_TOKEN.latin + other / PER_TOKEN.other);
}

/** A number that may be off by `margin` (a share of it) either way. */
export interface Estimate {
  readonly value: number;
  readonly margin: number;
}

/** Of input tokens that were estimated from characters. */
const INPUT_MARGIN = 0.3;
/** Of output tokens: how many claims a model makes, and how long it thinks, is its own decision. */
const OUTPUT_MARGIN = 0.5;

/** Tokens that a reply of about 24 claims with their quotes, headline, summary and questions takes, thinking included. */
const REPLY_TOKENS = 6000;
/** Claims say a sixth of this, in the texts that are compared. */
const CLAIM_TOKENS = 24 * 40;
/** Numbers and marks around each paragraph that is sent. */
const BLOCK_TOKENS = 8;

/** A provider that text goes to, and what for. */
export interface Remote {
  /** Scheme, host and port, as consent is given and keys are kept. */
  readonly origin: string;
  readonly provider: string;
  readonly model: string;
  readonly task: 'decompose' | 'compare';
  /** null: not known, so that no limit can be kept. */
  readonly price: Price | null;
}

/** What would go where, at what cost; `exact` where the provider itself has counted the input. */
export interface Outlook {
  readonly remote: Remote;
  readonly paragraphs: number;
  readonly words: number;
  readonly inputTokens: Estimate;
  readonly outputTokens: Estimate;
  /** US dollars; null where no price is known. */
  readonly usd: Estimate | null;
  readonly exact: boolean;
}

/** Sum of two numbers with margins of their own. */
function together(a: Estimate, b: Estimate): Estimate {
  const value = a.value + b.value;
  return { value, margin: value === 0 ? 0 : (a.value * a.margin + b.value * b.margin) / value };
}

const priced = (tokens: Estimate, perMillion: number): Estimate => ({ value: (tokens.value * perMillion) / 1e6, margin: tokens.margin });

const usdOf = (price: Price | null, input: Estimate, output: Estimate): Estimate | null =>
  price && together(priced(input, price.input), priced(output, price.output));

/**
 * What asking a provider about an article is likely to take.
 * @param instructions the text that goes with every request besides the article: prompt and schema
 */
export function outlookOf(remote: Remote, { blocks }: Pick<Article, 'blocks'>, instructions: string): Outlook {
  const compares = remote.task === 'compare';
  const sent = compares ? blocks.filter(isScored) : blocks;
  const text = sent.reduce((sum, block) => sum + estimateTokens(block.text), 0);
  const around = compares ? CLAIM_TOKENS : estimateTokens(instructions) + sent.length * BLOCK_TOKENS;
  const inputTokens = { value: text + around, margin: INPUT_MARGIN };
  const outputTokens = compares ? { value: 0, margin: 0 } : { value: REPLY_TOKENS, margin: OUTPUT_MARGIN };
  return {
    remote,
    paragraphs: sent.length,
    words: sent.reduce((sum, block) => sum + words(block.text).length, 0),
    inputTokens,
    outputTokens,
    usd: usdOf(remote.price, inputTokens, outputTokens),
    exact: false,
  };
}

/** The same, where the provider has counted the input; how much it will write stays an estimate. */
export function counted(outlook: Outlook, tokens: number): Outlook {
  const inputTokens = { value: tokens, margin: 0 };
  return { ...outlook, inputTokens, usd: usdOf(outlook.remote.price, inputTokens, outlook.outputTokens), exact: true };
}

/** The most that is to be expected of an estimate. */
export const upper = ({ value, margin }: Estimate): number => value * (1 + margin);

// ---------------------------------------------------------------- the reader's limits

/** US dollars spent so far: on this article in all, and today on everything. */
export interface Spent {
  readonly article: number;
  readonly day: number;
}

export type Over = { readonly limit: keyof Limits; readonly allowed: number; readonly would: number };

/** The limit that spending `usd` more would pass; null where it keeps within both. */
export function limitPassed(limits: Limits, spent: Spent, usd: number): Over | null {
  for (const limit of ['article', 'day'] as const) {
    const would = spent[limit] + usd;
    if (usd > 0 && would > limits[limit]) return { limit, allowed: limits[limit], would };
  }
  return null;
}

// ---------------------------------------------------------------- what the reader is asked and told

/** What is put to the reader before text goes where none has gone yet. */
export interface Question {
  readonly outlooks: readonly Outlook[];
  /** The origins to agree to. */
  readonly origins: readonly string[];
  readonly pricesAsOf: string;
  /** US dollars spent today on everything, and the day's limit. */
  readonly today: number;
  readonly dayLimit: number;
}

export interface Taken {
  readonly requests: number;
  readonly tokens: number;
  /** US dollars. */
  readonly usd: number;
}

/** What was used: by what was just done, by the article so far, by everything. */
export interface Spending {
  readonly now: Taken;
  readonly article: Taken;
  readonly all: Taken;
}
