import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { quietly } from '../../core/asking';
import { memoOf } from '../../core/memo';
import type { Candidate, LabelledBlock, ModelUsage } from '../../core/model';
import type { Article } from '../../core/ports';
import { DEFAULT_SETTINGS } from '../../core/settings';
import { providersOf } from '../../providers';
import { openaiCompatible } from '../../providers/openai-compatible';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serving(answer: (response: ServerResponse, nth: number, body: string) => void) {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    bodies.push(text);
    answer(response, bodies.length, text);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, bodies };
}

const block = (id: number, text: string): LabelledBlock => ({
  id,
  text,
  kind: 'paragraph',
  section: null,
  label: 'content',
  rule: 'prose',
});
const article: Article = {
  page: { url: 'https://a.example/', title: 'Ice', byline: null, site: null, published: null, lang: 'en', source: 'url', part: null },
  blocks: [block(4, 'Ice floats on water.'), block(9, 'Water is densest at 4 °C.')],
  known: [],
};
const said = (title: string, number: unknown, text: string) => ({
  ...{ kind: 'claim', title, body: `${title}.`, confidence: 0.8 },
  quotes: [{ block: number, text }],
});
const A = said('Ice floats', 1, 'Ice floats on water.');
const B = said('Water is densest at 4 °C', 2, 'densest at 4 °C');
const HEAD = { headline: 'Ice floats.', summary: 'It does.', questions: ['Why?'] };
const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const streamed = (text: string, finish: string | null = 'stop') =>
  event({ choices: [{ delta: { content: text } }] }) +
  (finish === null ? '' : event({ choices: [{ delta: {}, finish_reason: finish }], usage: { prompt_tokens: 900, completion_tokens: 90 } }));

function world(base: string, chunk = 10_000) {
  const store = new Map<string, unknown>();
  const told: Candidate[] = [];
  const spent: ModelUsage[] = [];
  const memo = memoOf({ get: async (key) => store.get(key), put: async (key, value) => void store.set(key, value) }, async (text) => text);
  const clock = { now: () => 0, sleep: async () => undefined };
  const decomposer = openaiCompatible({ base, key: '', model: 'm', language: null, chunk, memo, clock });
  const asking = quietly(async () => undefined, { told: (one) => void told.push(one), spent: (one) => void spent.push(one) });
  return { decompose: () => decomposer.decompose(article, asking), told, spent, memo, clock, asking, decomposer };
}

describe('a decomposition', () => {
  it('has the candidates with the blocks of the article, each told once, and what was used', async () => {
    const { base, bodies } = await serving((response) => void response.end(streamed(JSON.stringify({ ...HEAD, candidates: [A, B] }))));
    const { decompose, told, spent } = world(base);
    const draft = await decompose();
    expect(draft).toMatchObject({ ...HEAD, unsent: [], failed: [], usage: [{ requests: 1, inputTokens: 900, outputTokens: 90 }] });
    expect(draft.candidates.map(({ quotes }) => quotes[0]!.block)).toEqual([4, 9]);
    expect([told, spent.length]).toEqual([draft.candidates, 1]);
    expect(bodies[0]).toContain('[2] Water is densest');
    await decompose();
    expect([bodies.length, told.length]).toEqual([1, 4]);
  });

  it('is read out of near-JSON, with nothing made up', async () => {
    const text = `Sure!\n\`\`\`json\n{headline: 'Ice floats.', "summary": "It does.", "questions": [],\n"candidates": [{"kind": "Claim", "title": "Ice floats", "body": "It does.", "confidence": "0.8", "quotes": ["Ice floats on water."],}, {"title": "No kind"},]}\n\`\`\``;
    const { base } = await serving((response) => void response.end(streamed(text)));
    const { candidates } = await world(base).decompose();
    expect(candidates).toEqual([
      { kind: 'claim', title: 'Ice floats', body: 'It does.', confidence: 0.8, quotes: [{ block: null, text: 'Ice floats on water.' }] },
    ]);
  });

  it.each(['length', null])('that was cut (%s) is asked for the rest only', async (finish) => {
    const cut = JSON.stringify({ ...HEAD, candidates: [A, B] }).slice(0, -40);
    const { base, bodies } = await serving(
      (response, nth) => void response.end(nth === 1 ? streamed(cut, finish) : streamed(JSON.stringify({ ...HEAD, candidates: [A, B] }))),
    );
    const { decompose, told } = world(base);
    const draft = await decompose();
    expect(draft.candidates.map(({ title }) => title)).toEqual([A.title, B.title]);
    expect(told.map(({ title }) => title)).toEqual([A.title, B.title]);
    expect(bodies[1]).toContain('An earlier answer of yours was cut off');
    expect(bodies).toHaveLength(2);
  });

  it('of two parts of which one fails keeps the other, and says which blocks failed', async () => {
    const { base } = await serving((response, _, body) =>
      body.includes('densest')
        ? void response.writeHead(400).end('{"error": "no"}')
        : void response.end(streamed(JSON.stringify({ ...HEAD, candidates: [A] }))),
    );
    const draft = await world(base, 10).decompose();
    expect(draft.candidates).toHaveLength(1);
    expect(draft.failed).toEqual([{ blocks: [9], failure: { code: 'bad-reply', detail: 'no' } }]);
  });

  it('by a server that silently read only a part of it has failed', async () => {
    const few = streamed(JSON.stringify({ ...HEAD, candidates: [] })).replace('"prompt_tokens":900', '"prompt_tokens":90');
    const { base } = await serving((response) => void response.end(few));
    await expect(world(base).decompose()).rejects.toMatchObject({
      failure: { code: 'too-long', detail: expect.stringContaining('the server read 90 of about') },
    });
  });

  it('without candidates is no answer, and is not kept', async () => {
    const { base, bodies } = await serving((response) => void response.end(streamed('I cannot do that.')));
    const { decompose } = world(base);
    await expect(decompose()).rejects.toMatchObject({ failure: { code: 'bad-reply' } });
    await expect(decompose()).rejects.toMatchObject({ failure: { code: 'bad-reply' } });
    expect(bodies).toHaveLength(2);
  });
});

describe('the settings', () => {
  const { memo, clock } = world('http://localhost/v1');
  const means = (keys: Record<string, string>) => ({ memo, clock, keyFor: async (origin: string) => keys[origin] ?? null });

  it('that were never touched send nothing anywhere', async () => {
    const { decomposer, similarity, remotes } = await providersOf(DEFAULT_SETTINGS, means({}));
    expect([decomposer.recipe.provider, similarity.recipe.provider, remotes]).toEqual(['extractive', 'lexical', []]);
  });

  it('name the hosts, the models and their prices', async () => {
    const settings = { ...DEFAULT_SETTINGS, decomposer: 'anthropic', similarity: 'voyage' } as const;
    const keys = { 'https://api.anthropic.com': 'a', 'https://ai.mongodb.com': 'al-b' };
    const { remotes, similarity } = await providersOf(settings, means(keys));
    expect(remotes).toMatchObject([
      { origin: 'https://api.anthropic.com', model: 'claude-sonnet-5-5', price: { input: 2, output: 10 } },
      { origin: 'https://ai.mongodb.com', model: 'voyage-3.5', task: 'compare' },
    ]);
    expect(similarity).toMatchObject({ threshold: 0.85, recipe: { calibrated: false } });
    await expect(providersOf(settings, means({}))).rejects.toMatchObject({ failure: { code: 'no-key', detail: 'api.anthropic.com' } });
  });

  it('let a server of one’s own cost nothing, and another one only what the reader says', async () => {
    const at = (address: string) =>
      ({ ...DEFAULT_SETTINGS, decomposer: 'openai-compatible', server: { address, model: 'm', price: null } }) as const;
    expect((await providersOf(at('http://localhost:11434'), means({}))).remotes[0]!.price).toEqual({ input: 0, output: 0 });
    expect((await providersOf(at('https://api.example.com'), means({}))).remotes[0]!.price).toBeNull();
    await expect(providersOf(at(''), means({}))).rejects.toMatchObject({ failure: { code: 'unreachable' } });
  });
});
