/** What Claude's API sends, as bytes. */
import type { Answer } from './server';

const event = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;

/** A streamed message: thinking first, then the text in pieces. */
export function message(text: string, { stop = 'end_turn', piece = 7 }: { stop?: string; piece?: number } = {}): string {
  const characters = [...text];
  const pieces = Array.from({ length: Math.ceil(characters.length / piece) }, (_, at) =>
    characters.slice(at * piece, (at + 1) * piece).join(''),
  );
  const usage = { input_tokens: 100, cache_read_input_tokens: 0, cache_creation_input_tokens: 50, output_tokens: 1 };
  const start = { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-sonnet-5-5', content: [], stop_reason: null, usage };
  return [
    event('message_start', { message: start }),
    event('content_block_start', { index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } }),
    event('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking: 'Let me {see}.' } }),
    event('content_block_stop', { index: 0 }),
    event('content_block_start', { index: 1, content_block: { type: 'text', text: '' } }),
    event('ping', {}),
    ...pieces.map((said) => event('content_block_delta', { index: 1, delta: { type: 'text_delta', text: said } })),
    event('content_block_stop', { index: 1 }),
    event('message_delta', { delta: { stop_reason: stop, stop_sequence: null }, usage: { output_tokens: 40 } }),
    event('message_stop', {}),
  ].join('');
}

export const errorEvent = (type: string, text: string): string => event('error', { error: { type, message: text } });

export const refusal = (status: number, type: string, text: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  bytes: JSON.stringify({ type: 'error', error: { type, message: text } }),
});
