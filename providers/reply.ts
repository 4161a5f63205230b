/** A structured reply read as it comes: each candidate when its closing brace is there, every character looked at once. */
import * as z from 'zod/mini';
import { type Candidate, Kind } from '../core/model';

/** Depth of a candidate's braces: the reply, its list, the candidate. */
const CANDIDATE = 3;

export class ReplyReader {
  private text = '';
  private depth = 0;
  private inString = false;
  private escaped = false;
  private begun = 0;
  private wholeTo = 0;

  /** The candidates that became whole by this piece. @throws SyntaxError where one is no JSON */
  feed(piece: string): unknown[] {
    const from = this.text.length;
    this.text += piece;
    const out: unknown[] = [];
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at];
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (character === '\\') this.escaped = true;
        else if (character === '"') this.inString = false;
      } else if (character === '"') this.inString = true;
      else if (character === '{' || character === '[') {
        this.depth++;
        if (this.depth === CANDIDATE && character === '{') this.begun = from + at;
      } else if (character === '}' || character === ']') {
        if (this.depth === CANDIDATE && character === '}') {
          this.wholeTo = from + at + 1;
          out.push(JSON.parse(this.text.slice(this.begun, this.wholeTo)));
        }
        this.depth--;
      }
    }
    return out;
  }

  /** The reply at its end. @throws SyntaxError */
  end(): unknown {
    return JSON.parse(this.text);
  }

  /** What stands before the last whole candidate's end; null where none is whole. @throws SyntaxError */
  soFar(): unknown {
    return this.wholeTo === 0 ? null : JSON.parse(`${this.text.slice(0, this.wholeTo)}]}`);
  }
}

export const Digested = z.object({ headline: z.string(), summary: z.string(), questions: z.array(z.string()) });

const Told = z.object({
  kind: Kind,
  title: z.string(),
  body: z.string(),
  confidence: z.number(),
  quotes: z.array(z.object({ block: z.number(), text: z.string() })),
});

/** A candidate as the model gave it, its block numbers those of the request; null where it has not the form. */
export function candidateOf(value: unknown, blockOf: (number: number) => number | null): Candidate | null {
  const told = Told.safeParse(value);
  if (!told.success) return null;
  const { confidence, quotes, ...rest } = told.data;
  return {
    ...rest,
    confidence: Math.min(1, Math.max(0, confidence)),
    quotes: quotes.map(({ block, text }) => ({ block: blockOf(block), text })),
  };
}
