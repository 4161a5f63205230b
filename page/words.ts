/** The words by which a page names its elements. */

const MOST_WORDS = 160;
const MOST_SAID = 2 * MOST_WORDS;
const SAYING = ['class', 'id', 'role', 'itemprop'] as const;
const PLAIN = /^[a-z\d]*$/;
const ASCII = /^[\x20-\x7e]*$/;

/** Plain text is not looked at for the letters of all scripts. */
const normal = (said: string): string => {
  if (PLAIN.test(said)) return said;
  const apart = said.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return apart.replace(ASCII.test(apart) ? /[^a-z\d]+/g : /[^\p{L}\p{N}]+/gu, ' ').trim();
};

/** Many elements of a page are named alike: what an attribute says is looked at once. */
export class Words {
  private readonly known = new Map<string, string>();

  /** The words of an element's class, id, role and itemprop. */
  of(element: Element): string {
    if (!element.hasAttributes()) return '';
    let words = '';
    let length = 0;
    for (const name of SAYING) {
      const said = element.getAttribute(name);
      if (said === null || said === '' || length >= MOST_SAID) continue;
      const heard = said.slice(0, MOST_SAID - length);
      length += heard.length + 1;
      const next = this.normal(heard);
      if (next !== '') words = words === '' ? next : `${words} ${next}`;
    }
    return words.length > MOST_WORDS ? words.slice(0, MOST_WORDS) : words;
  }

  private normal(said: string): string {
    const known = this.known.get(said);
    if (known !== undefined) return known;
    const words = normal(said);
    this.known.set(said, words);
    return words;
  }
}
