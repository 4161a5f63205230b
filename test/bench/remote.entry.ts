/** What the remote bench times: whole runs, and streams, by the product's own code against servers on this machine. */
import { message } from '../fault-server/claude';
import { faultServer } from '../fault-server/server';
import { answers, pageOf, run, SECTIONS } from '../providers/whole';
import { article, claude, HEAD, hearing, Store, said } from '../providers/world';

const TEXT = SECTIONS[0][0];

/** ms from the last byte of the first claim, handed to the socket, to its telling; the server sends nothing until then. */
export async function firstClaim(): Promise<number> {
  const whole = JSON.stringify({ ...HEAD, candidates: said([TEXT, `${TEXT} Again.`]) });
  const cut = whole.indexOf('},{"kind"') + 1;
  const [before, after] = [message(whole.slice(0, cut), { piece: 9 }), message(whole, { piece: 9 })];
  // the same pieces as far as they go: what ends the shorter message is left out
  const begun = before.slice(0, before.lastIndexOf('event: content_block_stop'));
  let told = (): void => undefined;
  let [sentAt, toldAt] = [0, 0];
  async function* paced(): AsyncGenerator<string> {
    const heard = new Promise<void>((resolve) => {
      told = resolve;
    });
    sentAt = performance.now();
    yield begun;
    await heard;
    yield after.slice(after.indexOf('event: content_block_stop\ndata: {"type":"content_block_stop","index":1}'));
  }
  const server = await faultServer((_, number) => ({ bytes: number === 0 ? paced() : after }));
  const { asking } = hearing({
    told: () => {
      if (toldAt === 0) toldAt = performance.now();
      told();
    },
  });
  await claude(server.url).decompose(article([TEXT]), asking);
  await server.close();
  return toldAt - sentAt;
}

/** ms that a stream of so many claims takes to be read, every piece a chunk of its own. */
export async function stream(claims: number): Promise<number> {
  const texts = Array.from({ length: claims }, (_, at) => `${at} ${TEXT}`);
  const events = message(JSON.stringify({ ...HEAD, candidates: said(texts) }), { piece: 12 })
    .split(/(?<=\n\n)/)
    .map((event) => new TextEncoder().encode(event));
  const fetch = async (): Promise<Response> => {
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => (at < events.length ? controller.enqueue(events[at++]!) : controller.close()),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  const begun = performance.now();
  await claude('http://127.0.0.1', new Store(), { fetch }).decompose(article(texts.slice(0, 3)), hearing().asking);
  return performance.now() - begun;
}

/** Whole runs of a long article, none of which knows of another's answers; after each, what `look` sees. */
export async function runs(count: number, look: () => number): Promise<number[]> {
  const server = await faultServer(answers);
  const seen: number[] = [];
  for (let at = 0; at < count; at++) {
    await run(server.url, { page: pageOf() });
    server.asked.length = 0;
    seen.push(look());
  }
  await server.close();
  return seen;
}
