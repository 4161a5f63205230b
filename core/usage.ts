/** Sums of what answers took. */
import type { ModelUsage, Usage } from './model';

const COUNTS = ['requests', 'inputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'outputTokens'] as const;

/** One line a provider and model, in the order in which they were first asked. */
export function sumUsage(lines: Iterable<ModelUsage>): Usage {
  const sums = new Map<string, ModelUsage>();
  for (const line of lines) {
    const key = `${line.provider} ${line.model}`;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { ...line });
    else {
      for (const count of COUNTS) sum[count] += line[count];
      if (line.estimated) sum.estimated = true;
    }
  }
  return [...sums.values()];
}

/** All tokens and requests, whatever their price. */
export function totalUsage(usage: Usage): { requests: number; inputTokens: number; outputTokens: number; estimated: boolean } {
  const total = (of: (line: ModelUsage) => number): number => usage.reduce((sum, line) => sum + of(line), 0);
  return {
    requests: total((line) => line.requests),
    inputTokens: total((line) => line.inputTokens + line.cacheReadTokens + line.cacheWriteTokens),
    outputTokens: total((line) => line.outputTokens),
    estimated: usage.some(({ estimated }) => estimated === true),
  };
}
