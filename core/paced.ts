/** When a long pure stage should give the event loop its turn: by the text it has read, for blocks and sentences differ a thousandfold. */

/** Characters between two turns: some milliseconds of the dearest stage on a slow machine. */
const CHARACTERS = 4_000;

/** Asked with the length of what is read next; says whether a turn is due before it. */
export function paced(): (length: number) => boolean {
  let read = 0;
  return (length) => {
    read += length;
    if (read < CHARACTERS) return false;
    read = 0;
    return true;
  };
}
