/** A Decomposition as JSON; `core/import.ts` brings it back. */
import type { Decomposition } from '../model';

/** The whole Decomposition, indented; lists of numbers on one line. */
export function toJson(decomposition: Decomposition): string {
  const indented = JSON.stringify(decomposition, null, 2);
  // a line break inside a string is written \n: only lists are matched
  return `${indented.replace(/\[\n[\s\d.,eE+-]+\]/g, (list) => list.replace(/\s+/g, '').replaceAll(',', ', '))}\n`;
}
