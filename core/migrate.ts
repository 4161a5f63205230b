/** The door for every stored or carried Decomposition: brings a record of an older format up to this one, then parses it. */
import * as z from 'zod/mini';
import { Decomposition, FailureError } from './model';

const FORMAT: Decomposition['format'] = 3;

/** Turns a record of one format into one of a later format, and says so in its `format`. */
export type Migration = (record: Record<string, unknown>) => Record<string, unknown>;

const Paged = z.looseObject({});

/** From a format to a later one. Whoever raises the format adds the way from the one before, and a record to test it on. */
const MIGRATIONS: ReadonlyMap<number, Migration> = new Map<number, Migration>([
  // Everything was offline: nothing was sent, so that nothing could fail and no model has read it a second time.
  [1, (record) => ({ ...record, format: 2, failed: [], audit: null, usage: [] })],
  // Nobody had looked whether the article goes on elsewhere, nor counted what stood outside of it.
  [2, (record) => ({ ...record, format: 3, page: { ...parse(Paged, record.page), part: null }, outside: null })],
]);

const reject = (detail: string): never => {
  throw new FailureError({ code: 'bad-import', detail });
};

const Formatted = z.looseObject({ format: z.number() });

function parse<T>(schema: z.ZodMiniType<T>, record: unknown): T {
  const parsed = z.safeParse(schema, record);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return reject(`${issue!.path.map(String).join('.') || 'the file'}: ${issue!.message}`);
}

/**
 * @throws FailureError bad-import, with the reason: a format that is newer or unknown, or the first place that does not parse
 */
export function migrate(record: unknown, migrations: ReadonlyMap<number, Migration> = MIGRATIONS): Decomposition {
  let current = parse(Formatted, record);
  while (current.format !== FORMAT) {
    const { format } = current;
    const step = migrations.get(format);
    if (step === undefined) return reject(format > FORMAT ? `format ${format} is newer than ${FORMAT}` : `format ${format} is unknown`);
    current = parse(Formatted, step(current));
    if (current.format <= format) throw new RangeError(`the migration from format ${format} leads to ${current.format}`);
  }
  return parse(Decomposition, current);
}
