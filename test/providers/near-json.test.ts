import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNearJson } from '../../providers/near-json';

const read = (text: string) => readNearJson(text);
const value = (text: string) => readNearJson(text)?.value;

/** Replies as models give them: an object with members that hold anything. */
const leaf = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(fc.string(), tie('tree'), { maxKeys: 4 })),
}));
const reply = fc
  .dictionary(fc.string({ minLength: 1 }), tree, { minKeys: 1, maxKeys: 4 })
  .map((one): unknown => JSON.parse(JSON.stringify(one)));

/** Everything in `part` stands in `whole` at the same place; arrays are cut only at their end. */
function isPartOf(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) return Array.isArray(whole) && part.length <= whole.length && part.every((one, at) => isPartOf(one, whole[at]));
  if (typeof part === 'object' && part !== null) {
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return false;
    return Object.entries(part).every(([key, one]) => Object.hasOwn(whole, key) && isPartOf(one, Reflect.get(whole, key)));
  }
  return Object.is(part, whole);
}

describe('JSON that is JSON', () => {
  it('is read as it is, compact or indented', () => {
    fc.assert(
      fc.property(reply, fc.constantFrom(0, 2, '\t'), (one, indent) => {
        expect(read(JSON.stringify(one, null, indent))).toEqual({ value: one, cut: false });
      }),
    );
  });

  it('in a fence, with prose around, is the same', () => {
    const prose = fc.constantFrom('', 'Here is the decomposition you asked for:\n', '{} or so: ', 'As {I} see it, ');
    fc.assert(
      fc.property(reply, prose, fc.boolean(), (one, before, fenced) => {
        const json = JSON.stringify(one, null, 1);
        const text = fenced ? `${before}\`\`\`json\n${json}\n\`\`\`\nHope {this} helps!` : `${before}${json}\nHope this helps!`;
        expect(value(text)).toEqual(one);
      }),
    );
  });

  it('cut anywhere gives what was whole before the cut, and never anything else', () => {
    fc.assert(
      fc.property(reply, (one) => {
        const text = JSON.stringify(one);
        for (let end = 0; end < text.length; end++) {
          const part = read(text.slice(0, end));
          if (part === null) continue;
          expect(part.cut).toBe(true);
          expect(isPartOf(part.value, one), text.slice(0, end)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('holds no element of an array that was cut in the middle', () => {
    const claim = { title: 'A', body: 'B', quotes: [{ block: 1, text: 'C' }] };
    const text = JSON.stringify({ headline: 'h', claims: [claim, claim] });
    const second = text.lastIndexOf('{"title"');
    for (let end = second; end < text.length - 2; end++) expect(value(text.slice(0, end))).toEqual({ headline: 'h', claims: [claim] });
    expect(value(text.slice(0, -2))).toEqual({ headline: 'h', claims: [claim, claim] });
  });
});

describe('JSON that is nearly JSON', () => {
  it.each([
    ['trailing commas', '{"a": [1, 2,], "b": 3,}', { a: [1, 2], b: 3 }],
    ['missing commas', '{"a": "x"\n "b": [{"c": 1} {"c": 2}]}', { a: 'x', b: [{ c: 1 }, { c: 2 }] }],
    ['single quotes', "{'a': 'it''s', 'b': 'it\\'s hot, isn't it'}", { a: "it''s", b: "it's hot, isn't it" }],
    ['bare keys', '{a: 1, b_c: "x"}', { a: 1, b_c: 'x' }],
    ['Python’s words', '{"a": True, "b": None, "c": False}', { a: true, b: null, c: false }],
    ['raw line breaks in strings', '{"a": "one\ntwo"}', { a: 'one\ntwo' }],
    ['quotes inside a string', '{"a": "he said "no" and left", "b": 1}', { a: 'he said "no" and left', b: 1 }],
    ['comments', '{"a": 1, // first\n /* then */ "b": 2}', { a: 1, b: 2 }],
    ['curly quotes', '{“a”: “x”}', { a: 'x' }],
    ['thoughts before', '<think>perhaps {"a": 0}?</think>{"a": 1}', { a: 1 }],
    ['a number without its nought', '{"a": .5}', { a: 0.5 }],
  ])('with %s is read', (_, text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('ends where it can no longer be read, and says so', () => {
    expect(read('{"a": 1, "b": <oops>, "c": 3}')).toEqual({ value: { a: 1 }, cut: true });
  });

  it.each(['', '{"a": "x {b: 1} y', 'I cannot do that.', '{}', '[1, 2]', '<think>{"a": 1}', '{'])('%j holds no object', (text) => {
    expect(read(text)).toBeNull();
  });

  it('does not reach the prototype, and ends on any text', () => {
    expect(Object.getPrototypeOf(value('{"__proto__": {"x": 1}, "a": 1}'))).toBe(Object.prototype);
    expect(value(`{"a": ${'['.repeat(5000)}`)).toEqual({ a: expect.any(Array) });
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\'\\ab1.-n/* \n<') }), (text) => void read(text)));
  });
});
