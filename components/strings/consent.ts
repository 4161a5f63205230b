/** The words of the question before text is sent, in English. */
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 2 });
const number = new Intl.NumberFormat('en');

/** US dollars; never $0.00 of something. */
export const dollars = (usd: number): string => (usd > 0 && usd < 0.005 ? 'less than $0.01' : money.format(usd));

export const consent = {
  title: 'Send this article’s text?',
  task: { decompose: 'to find its claims', compare: 'to compare its sentences with the claims' },
  what: (paragraphs: number, words: number) =>
    `${paragraphs === 1 ? '1 paragraph' : `${number.format(paragraphs)} paragraphs`}, ${number.format(words)} words`,
  tokens: (input: string, output: string) => `${input} tokens in${output === '' ? '' : `, ${output} out`}`,
  about: (value: number, margin: number) =>
    margin === 0 ? number.format(value) : `about ${number.format(Math.round(value / 10) * 10)} ± ${Math.round(margin * 100)}%`,
  cost: (usd: number, margin: number) =>
    usd === 0 ? 'costs nothing' : `${margin === 0 ? '' : 'about '}${dollars(usd)}${margin === 0 ? '' : ` ± ${Math.round(margin * 100)}%`}`,
  noPrice: 'price not known; enter it in the settings',
  basis: (asOf: string) => `Estimated on this machine by list prices of ${asOf}; nothing has been sent.`,
  counted: (asOf: string) => `Input counted by the provider, output estimated, by list prices of ${asOf}.`,
  limits: (today: number, day: number) => `Today ${dollars(today)} of your limit of ${dollars(day)} is spent.`,
  agree: 'Send it',
  offline: 'Stay offline',
};
