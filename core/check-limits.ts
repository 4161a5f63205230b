/** Characters of a text that are checked at once: some forty pages. Apart, so that the panel can say it before it loads what checks. */
export const LONGEST_TEXT = 100_000;
