/** Claude as auditor: the claims and the numbered paragraphs, and for each paragraph what of it the claims carry. */
import * as z from 'zod/mini';
import { chunksOf } from '../core/chunks';
import { FailureError, type LabelledBlock, Usage } from '../core/model';
import type { AuditedBlock, Auditor } from '../core/ports';
import { isScored } from '../core/reading-rules';
import { sumUsage } from '../core/usage';
import { again } from './again';
import { type AnthropicOptions, answerTo, CHUNK, EFFORT, parsed } from './anthropic';
import { AUDIT, AUDIT_SCHEMA, AUDIT_VERSION, listed, numbered } from './prompt';

const Line = z.object({ block: z.number(), shown: z.number(), all: z.number(), missing: z.array(z.string()) });
const Answer = z.object({ blocks: z.array(Line) });
/** Numbers of the request, not ids: the same question has the same answer. */
const Kept = z.object({ blocks: z.array(Line), usage: Usage });

export function anthropicAuditor(options: AnthropicOptions): Auditor {
  const { model, memo, clock, chunk: limit = CHUNK } = options;
  const recipe = { provider: 'anthropic', model, version: AUDIT_VERSION };

  const audit: Auditor['audit'] = async ({ page, blocks }, claims, asking) => {
    const of = (wanted: boolean): string => listed(claims.flatMap(({ claim, shown }) => (shown === wanted ? [claim] : [])));
    const task = `Claims that are shown:\n${of(true)}\n\nFurther claims:\n${of(false)}\n\nAudit the document against them.`;

    const askOf = (list: readonly LabelledBlock[]) => {
      const request = { system: AUDIT, document: numbered(list), title: page.title, task, schema: AUDIT_SCHEMA };
      const ask = async (): Promise<z.infer<typeof Kept>> => {
        const { text, reason, usage } = await answerTo(request, { ...options, language: null }, asking);
        const answer = Answer.safeParse(parsed(text));
        if (!answer.success) throw new FailureError({ code: reason === 'max_tokens' ? 'too-long' : 'bad-reply', detail: model });
        return { ...answer.data, usage };
      };
      const parse = (stored: unknown) => Kept.safeParse(stored).data ?? null;
      const identity = { stage: 'audit', ...recipe, parameters: { effort: EFFORT }, input: request } as const;
      return memo.once(identity, { parse, isWhole: () => true, ask: () => again(ask, clock, asking) }, asking.stop);
    };

    const out: AuditedBlock[] = [];
    const usage: z.infer<typeof Usage> = [];
    const lists = chunksOf(blocks.filter(isScored), limit);
    for (const [at, list] of lists.entries()) {
      const answer = await askOf(list);
      usage.push(...answer.usage);
      for (const { block, ...line } of answer.blocks) {
        const id = list[block - 1]?.id;
        if (id !== undefined) out.push({ block: id, ...line });
      }
      asking.progress(at + 1, lists.length);
    }
    return { blocks: out, usage: sumUsage(usage) };
  };
  return { recipe, audit };
}
