/** The words of the settings page, in English. */
import type { Settings } from '../../core/settings';
import { dollars } from '../strings/consent';
import type { KeyLasts, Service } from './state';

const number = new Intl.NumberFormat('en');

export const page = {
  title: 'Settings',
  saved: 'Saved.',
  decomposer: 'Claims are found by',
  decomposers: {
    extractive: 'This machine, from the article’s own sentences',
    anthropic: 'Claude',
    'openai-compatible': 'A server that speaks the OpenAI API',
  } satisfies Record<Settings['decomposer'], string>,
  similarity: 'Sentences are compared by',
  similarities: {
    lexical: 'This machine, by their words',
    voyage: 'Voyage embeddings',
    'openai-compatible': 'Embeddings of a server that speaks the OpenAI API',
  } satisfies Record<Settings['similarity'], string>,
  offline: 'Nothing leaves this machine.',
  uncalibrated: 'How well these embeddings tell what is captured has not been measured against readers; the panel says “not calibrated”.',
  model: 'Model',
  modelHint: 'The models of your account are listed once its key was tried.',
  address: 'Address of the server',
  addressHint: 'For example http://localhost:11434 for Ollama. Anything but your own machine or network needs https.',
  price: 'Price of a million tokens, in US dollars',
  input: 'in',
  output: 'out',
  priceHint: 'Needed to keep your limits where the server is not your own: without a price nothing is asked of it.',
  language: 'Language of the claims',
  ownLanguage: 'The article’s own',
  limits: 'Spending limits, in US dollars',
  article: 'an article',
  day: 'a day',
  limitsHint: 'Checked before anything is asked, against the most that it is expected to cost.',
  spent: 'Spent',
  spentLine: (today: number, all: number, tokens: number) =>
    `${dollars(today)} today · ${dollars(all)} in all · ${number.format(tokens)} tokens, by list prices`,
  unsettled: (n: number) => `${n === 1 ? '1 request' : `${number.format(n)} requests`} ended unseen and counted as estimated.`,
  agreed: 'You agreed to send text to',
  agreedNone: 'no one yet. You are asked before anything is sent.',
  privacy:
    'Articles, settings and keys stay in this browser. Text is sent only to the providers that you chose above and agreed to; what is sent is listed in the privacy statement, docs/PRIVACY.md of the sources. There is no telemetry.',
  withdraw: 'Take back',
  withdrawLabel: (origin: string) => `Take back your agreement for ${origin}`,
};

export const key = {
  label: 'API key',
  optional: 'API key, if the server needs one',
  session: 'Keep it for this session only',
  try: { anthropic: 'Try and keep the key', voyage: 'Try and keep the key', server: 'Connect', embedder: 'Connect' } satisfies Record<
    Service,
    string
  >,
  trying: 'Trying…',
  forget: 'Forget the key',
  lasts: {
    kept: 'A key is kept in this browser.',
    session: 'A key is kept until the browser closes.',
  } satisfies Record<KeyLasts, string>,
  good: 'It works.',
  forgotten: 'The key was forgotten.',
  wrongVoyage: 'A Voyage key begins with pa- or al-.',
  privacy: 'It is sent to its own provider and nowhere else, and is part of no export.',
};

export const addressFaults: Record<string, string> = {
  'no-address': 'This is no address of a server.',
  'not-secure': 'Outside your own machine and network the address must begin with https.',
  'has-credentials': 'Leave the name or password out of the address, and enter the key below.',
  'has-query': 'Leave out what comes after ? or #.',
};
