// Writes out/bench/adapter.mjs: core's own entry functions, in the form that ../shared/coverage-bench/score.mjs takes.
import { bundleTo } from '../../scripts/bundle.mjs';

const file = await bundleTo('test/bench/adapter-entry.ts', 'out/bench/adapter.mjs');
process.stdout.write(`${file}\n`);
