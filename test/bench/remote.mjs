// npm run bench:remote: how soon a claim of a streamed answer is told, whether a longer stream costs more a byte, and what runs leave behind.
import { bundleTo } from '../../scripts/bundle.mjs';

const ROUNDS = 9;
const RUNS = 20;
const CLAIMS = 48;

const { firstClaim, stream, runs } = await import(await bundleTo('test/bench/remote.entry.ts', 'out/bench/remote-entry.mjs'));

const repeated = async (work) => {
  const all = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await work());
  return all.sort((a, b) => a - b);
};
const ms = (value) => `${value.toFixed(1)} ms`;

const heapAfter = () => {
  global.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};

await firstClaim();
const soon = await repeated(firstClaim);
console.log(`first claim told after its last byte: median ${ms(soon[ROUNDS >> 1])}, most ${ms(soon.at(-1))} of ${ROUNDS}`);

await stream(CLAIMS);
const short = (await repeated(() => stream(CLAIMS)))[0];
const long = (await repeated(() => stream(CLAIMS * 4)))[0];
console.log(`a stream of ${CLAIMS} claims: ${ms(short)}; of four times as many: ${(long / short).toFixed(2)} times as long`);

const heap = await runs(RUNS, heapAfter);
console.log(`heap after ${RUNS} runs of 6 requests, collected: ${heap.map((mb) => mb.toFixed(1)).join(' ')} MB`);
console.log(`the last five above the third to the seventh: ${(Math.max(...heap.slice(-5)) - Math.max(...heap.slice(2, 7))).toFixed(2)} MB`);
