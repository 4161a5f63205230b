/** The providers' own hosts, and how long one of them may be silent. Test builds put other hosts in the place of this file. */
export const ANTHROPIC = 'https://api.anthropic.com';

/** Voyage's two, by how their keys begin; each refuses the other's. */
export const VOYAGE_HOSTS: Readonly<Record<string, string>> = { 'pa-': 'https://api.voyageai.com', 'al-': 'https://ai.mongodb.com' };

/** ms without a byte after which a stream counts as dead */
export const SILENCE_MS = 30_000;
