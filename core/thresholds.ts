/** Similarity at or over which a claim may be redundant, by who compares: each measures on a scale of its own. */
export const THRESHOLDS = {
  /**
   * Found on labelled pairs: of two claims of one article that must both stay 2 of 106 reach it, of paraphrases written to share no wording
   * 23 of 50; of pairs of news propositions that reach it 94 % say the same.
   */
  lexical: 0.35,
  /** On the scale of voyage-3.5, as the reference decomposition uses it; not measured against readers. */
  voyage: 0.85,
  'openai-compatible': 0.85,
} as const;

/** Of a provider, as Recipe.similarity names it; null where its scale is not known. */
export const defaultThreshold = (provider: string): number | null =>
  Object.hasOwn(THRESHOLDS, provider) ? THRESHOLDS[provider as keyof typeof THRESHOLDS] : null;
