/** The peer. */
export { Readability } from '@mozilla/readability';
