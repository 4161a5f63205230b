/**
 * JSON as small models write it: in a code fence, with prose around, trailing or missing commas, single quotes, bare keys, raw line breaks and
 * unescaped quotes in strings, cut at any point. Nothing is made up: what is not whole (a string without its end, the claim that it stands in)
 * is left out, and `cut` says that something was.
 */
export interface NearJson {
  readonly value: Record<string, unknown>;
  /** The end, or something that could not be read, took away the rest. */
  readonly cut: boolean;
}

/** `whole` false: the value was cut; a container then holds what of it was whole, anything else holds nothing. */
interface Part {
  readonly value: unknown;
  readonly whole: boolean;
}

const CUT: Part = { value: undefined, whole: false };
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”' };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...([
    ['true', true],
    ['false', false],
    ['null', null],
  ] as const),
  ...([
    ['True', true],
    ['False', false],
    ['None', null],
  ] as const),
]);
const BARE = /[\p{L}_$][\p{L}\p{N}_$-]*/uy;
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
/** What may stand after the quote that ends a string; a quote before anything else belongs to the text. */
const AFTER_VALUE = /\s*(?:[}\]]|,\s*(?:["'“}\]{[\p{L}\d_-])|$|["“]\s*[\p{L}_][\w-]*["”]\s*:)/uy;
const AFTER_KEY = /\s*:/y;
const DEEPEST = 64;

class Reader {
  at: number;
  constructor(
    private readonly text: string,
    from: number,
  ) {
    this.at = from;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    return found === null ? null : found[0];
  }

  private skip(): void {
    this.at += this.match(/(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/y)?.length ?? 0;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  value(depth = 0): Part {
    this.skip();
    const character = this.text[this.at];
    if (character === undefined || depth > DEEPEST) return CUT;
    if (character === '{') return this.object(depth);
    if (character === '[') return this.array(depth);
    if (QUOTES[character] !== undefined) return this.string(AFTER_VALUE);
    return this.number() ?? this.word();
  }

  private number(): Part | null {
    const found = this.match(NUMBER);
    if (found === null) return null;
    this.at += found.length;
    // at the very end, and before what is no end, more digits may have been to come
    return this.match(/[\s,}\]/]/y) === null ? CUT : { value: Number(found), whole: true };
  }

  private word(): Part {
    const found = this.match(BARE);
    if (found === null || !WORDS.has(found)) return CUT;
    this.at += found.length;
    return { value: WORDS.get(found), whole: true };
  }

  private escape(): string | null {
    const character = this.text[this.at++];
    if (character === undefined) return null;
    if (character !== 'u') return ESCAPES[character] ?? character;
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[\da-f]{4}$/i.test(digits)) return null;
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private string(after: RegExp): Part {
    const end = QUOTES[this.text[this.at++]!]!;
    let value = '';
    for (;;) {
      const character = this.text[this.at++];
      if (character === undefined) return CUT;
      if (character === end && this.match(after) !== null) return { value, whole: true };
      const said = character === '\\' ? this.escape() : character;
      if (said === null) return CUT;
      value += said;
    }
  }

  private key(): string | null {
    this.skip();
    const character = this.text[this.at] ?? '';
    if (QUOTES[character] !== undefined) {
      const key = this.string(AFTER_KEY);
      return typeof key.value === 'string' ? key.value : null;
    }
    const bare = this.match(BARE);
    this.at += bare?.length ?? 0;
    return bare;
  }

  private object(depth: number): Part {
    this.at++;
    const members: [string, unknown][] = [];
    const part = (whole: boolean): Part => ({ value: Object.fromEntries(members), whole });
    for (;;) {
      this.skip();
      if (this.take('}')) return part(true);
      if (this.take(',')) continue;
      const key = this.key();
      this.skip();
      if (key === null || !this.take(':')) return part(false);
      const { value, whole } = this.value(depth + 1);
      if (value !== undefined) members.push([key, value]);
      if (!whole) return part(false);
    }
  }

  private array(depth: number): Part {
    this.at++;
    const value: unknown[] = [];
    for (;;) {
      this.skip();
      if (this.take(']')) return { value, whole: true };
      if (this.take(',')) continue;
      const element = this.value(depth + 1);
      if (!element.whole) return { value, whole: false };
      value.push(element.value);
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What reasoning models say to themselves first; it may hold drafts of the answer. */
const withoutThoughts = (text: string): string => {
  const open = /^\s*<think(?:ing)?>/i.exec(text);
  if (open === null) return text;
  const close = /<\/think(?:ing)?>/i.exec(text);
  return close === null ? '' : text.slice(close.index + close[0].length);
};

const FAR_ENOUGH = 20;

/** The object in a reply: the first that has a member, whatever stands around it; null where there is none. */
export function readNearJson(reply: string): NearJson | null {
  const text = withoutThoughts(reply);
  let tries = 0;
  for (let from = text.indexOf('{'); from >= 0 && tries < FAR_ENOUGH; from = text.indexOf('{', from + 1), tries++) {
    const reader = new Reader(text, from);
    const { value, whole } = reader.value();
    if (isObject(value) && Object.keys(value).length > 0) return { value, cut: !whole };
    // the answer's own beginning, cut: what follows is inside of it
    if (!whole && reader.at >= text.length) return null;
  }
  return null;
}
