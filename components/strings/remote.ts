/** The words for what leaves this machine: while it does, what it took, what went wrong with it, and a second reading by a model. */
import type { Outlook, Spending, Taken } from '../../core/cost';
import type { FailureCode } from '../../core/model';
import type { Waiting } from '../../core/ports';
import type { Judge } from '../state';
import { count } from '../strings';
import { consent as consentWords, dollars } from './consent';

const plural = (n: number, one: string): string => `${count(n)} ${n === 1 ? one : `${one}s`}`;

const taken = ({ requests, tokens, usd }: Taken): string => `${plural(requests, 'request')}, ${count(tokens)} tokens, ${dollars(usd)}`;

export const sending = {
  line: ({ remote, paragraphs, inputTokens, usd }: Outlook) =>
    [
      `${plural(paragraphs, 'paragraph')} to ${new URL(remote.origin).host}`,
      `${consentWords.about(inputTokens.value, inputTokens.margin)} tokens`,
      usd === null ? consentWords.noPrice : consentWords.cost(usd.value, usd.margin),
    ].join(' · '),
  provisional:
    'The shade is provisional: a paragraph darkens when a claim quotes it. How much of it is captured is known once all claims are there.',
};

export const waiting = {
  because: {
    'rate-limited': 'The provider takes no more requests just now',
    overloaded: 'The provider is overloaded',
    unreachable: 'The provider could not be reached',
    'cut-short': 'The answer was cut off; the rest is asked for',
  } satisfies Record<Waiting['because'], string>,
  line: (because: Waiting['because'], seconds: number) =>
    `${waiting.because[because]}: again in ${count(Math.max(0, Math.ceil(seconds)))} s`,
};

export const spending = {
  line: ({ now, article, all }: Spending) => {
    const sums = `this article ${dollars(article.usd)}, everything ${dollars(all.usd)}`;
    return now.requests === 0
      ? `Nothing was asked: all answers were kept, so it cost nothing. So far ${sums}.`
      : `It took ${taken(now)} by list prices. So far ${sums}.`;
  },
  cached: 'Nothing was asked, so it cost nothing.',
};

export const failed = {
  line: (paragraphs: number) =>
    paragraphs === 1
      ? '1 paragraph was not read and counts as left out:'
      : `${count(paragraphs)} paragraphs were not read and count as left out:`,
  again: 'Ask for the rest',
};

export type Way = 'again' | 'settings' | 'offline' | 'allow';

export const ways: Record<Way, string> = {
  again: 'Try again',
  settings: 'Open the settings',
  offline: 'Decompose offline',
  allow: 'Allow it',
};

/** What a reader can do about each failure, the most likely first. */
export const waysOut: Record<FailureCode, readonly Way[]> = {
  'no-article': ['again'],
  'restricted-page': [],
  'unsupported-document': [],
  'no-access': [],
  'no-key': ['settings', 'offline'],
  'bad-key': ['settings', 'offline'],
  'cors-refused': ['settings', 'offline'],
  'no-consent': [],
  'no-permission': ['allow', 'offline'],
  offline: ['again', 'offline'],
  unreachable: ['again', 'settings', 'offline'],
  'rate-limited': ['again', 'offline'],
  overloaded: ['again', 'offline'],
  'spend-limit': ['settings', 'offline'],
  refused: ['settings', 'offline'],
  'too-long': ['settings', 'offline'],
  'cut-short': ['again', 'offline'],
  'bad-reply': ['again', 'settings', 'offline'],
  'storage-full': [],
  'bad-import': [],
  stopped: ['again'],
};

export const coverToo = {
  one: 'Cover this too',
  oneLabel: (number: number) => `Cover this too: paragraph ${count(number)}`,
  all: (n: number) => `Ask for claims about ${n === 1 ? 'it' : `all ${count(n)}`}`,
};

export const audit = {
  judge: 'Captured shares',
  judges: (model: string) => ({ computed: 'computed', audited: `audited by ${model}` }) satisfies Record<Judge, string>,
  basis: (model: string, missing: number) =>
    `${model} read the article a second time and said what the claims carry of each paragraph; facts that it named and that are not there were left out.${
      missing === 0 ? '' : ` It said nothing of ${plural(missing, 'paragraph')}: they count as left out.`
    }`,
  stale: 'The audit was made for other claims than those shown.',
  start: 'Have Claude audit it',
  again: 'Audit again',
};
