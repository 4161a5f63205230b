/** The words of the question before text is sent, in English. */
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 2 });
const number = new Intl.NumberFormat('en');

const UNDER_A_CENT = 'less than $0.01';

/** US dollars; never $0.00 of something. */
export const dollars = (usd: number): string => (usd > 0 && usd < 0.005 ? UNDER_A_CENT : money.format(usd));

export const consent = {
  title: 'Send this article’s text?',
  task: { decompose: 'to find its claims', compare: 'to compare its sentences with the claims' },
  what: (paragraphs: number, words: number) =>
    `${paragraphs === 1 ? '1 paragraph' : `${number.format(paragraphs)} paragraphs`}, ${number.format(words)} words`,
  tokens: (input: string, output: string) => `${input} tokens in${output === '' ? '' : `, ${output} out`}`,
  about: (value: number, margin: number) =>
    margin === 0 ? number.format(value) : `about ${number.format(Math.round(value / 10) * 10)} ± ${Math.round(margin * 100)}%`,
  cost: (usd: number, margin: number) => {
    if (usd === 0) return 'costs nothing';
    if (margin === 0) return dollars(usd);
    return usd * (1 + margin) < 0.01 ? UNDER_A_CENT : `about ${dollars(usd)} ± ${Math.round(margin * 100)}%`;
  },
  noPrice: 'price not known; enter it in the settings',
  basis: (asOf: string) => `Estimated on this machine by list prices of ${asOf}; nothing has been sent.`,
  counted: (asOf: string) => `Input counted by the provider, output estimated, by list prices of ${asOf}.`,
  limits: (today: number, day: number) => `Today ${dollars(today)} of your limit of ${dollars(day)} is spent.`,
  agree: 'Send it',
  offline: 'Stay offline',
};
