/** Tells a table of data from one that only lays out the page. */

const LAYOUT_CONTENT = 'table, pre, form, h1, h2, h3, h4, article, section, iframe, video';
const DATA_CONTENT = 'caption, thead, th';
const LONG_CELL = 300;
const LONG_MEAN = 90;

/** True where a row of the table is a record: one block. Otherwise its cells hold ordinary blocks. */
export function isDataTable(table: Element): boolean {
  const role = table.getAttribute('role');
  if (role === 'presentation' || role === 'none') return false;
  if (table.querySelector(LAYOUT_CONTENT) !== null) return false;
  const rows = [...table.querySelectorAll('tr')];
  const cells = rows.map((row) => row.querySelectorAll('td, th').length);
  const columns = cells.reduce((most, count) => Math.max(most, count), 0);
  if (columns < 2 || rows.length < 2) return false;
  const texts = [...table.querySelectorAll('td, th')].map((cell) => (cell.textContent ?? '').trim().length);
  const longest = texts.reduce((most, length) => Math.max(most, length), 0);
  if (longest > LONG_CELL && texts.length < 40) return false;
  if (table.querySelector(DATA_CONTENT) !== null || table.hasAttribute('summary')) return true;
  return texts.reduce((sum, length) => sum + length, 0) / texts.length < LONG_MEAN;
}
