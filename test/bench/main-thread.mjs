// The tasks of a page's main thread, from a trace of the browser: wall time, and processor time, which other work on a
// busy machine does not stretch.

const CATEGORIES = ['blink.user_timing', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];
const TASK = 'RunTask';
/** A part of a task that says what it did; the names of wrappers say nothing. */
const WRAPPERS = new Set([TASK, 'RunMicrotasks', 'v8.callFunction', 'FunctionCall', 'V8.Execute', 'V8.InvokeApiInterruptCallbacks']);

/**
 * @typedef {object} Task
 * @property {number} wall milliseconds
 * @property {number} cpu milliseconds of the processor
 * @property {string} part name of the longest part that the browser names, and its milliseconds; script is what has no name
 */

/**
 * Traces the browser from now on.
 * @param {import('puppeteer-core').Page} page whose main thread is looked at
 * @param {string} from mark in the page's timeline
 * @param {string} to another one
 * @returns {Promise<() => Promise<Task[]>>} ends it, with the tasks that lay between the marks or reached beyond them
 */
export async function traceTasks(page, from, to) {
  await page.tracing.start({ categories: CATEGORIES });
  return async () => {
    const trace = await page.tracing.stop();
    const { traceEvents } = JSON.parse(new TextDecoder().decode(trace));
    return tasksOf(traceEvents, from, to);
  };
}

function tasksOf(events, from, to) {
  const mark = (name) => events.find((event) => event.name === name);
  const [begun, ended] = [mark(from), mark(to)];
  if (!begun) throw new Error(`The trace has no mark “${from}”.`);
  const end = ended?.ts ?? Number.POSITIVE_INFINITY;
  const own = events.filter(({ ph, pid, tid, dur }) => ph === 'X' && pid === begun.pid && tid === begun.tid && dur > 0);
  const tasks = own.filter(({ name, ts, dur }) => name === TASK && ts + dur >= begun.ts && ts <= end);
  return tasks.map((task) => ({ wall: task.dur / 1000, cpu: (task.tdur ?? task.dur) / 1000, part: longestPart(task, own) }));
}

function longestPart(task, events) {
  const parts = events.filter(({ name, ts, dur }) => !WRAPPERS.has(name) && ts >= task.ts && ts + dur <= task.ts + task.dur);
  const longest = parts.reduce((most, part) => (part.dur > (most?.dur ?? 0) ? part : most), null);
  return longest === null || longest.dur < task.dur / 4 ? 'script' : `${longest.name} ${(longest.dur / 1000).toFixed(0)}`;
}
