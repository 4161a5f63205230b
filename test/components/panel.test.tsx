import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { leftToRead } from '../../core/left-out';
import { FailureCode } from '../../core/model';
import { tides } from '../fixtures/panel/decomposition';
import { failed, finished, IDLE, long, prospect, STATES, unread } from '../fixtures/panel/states';
import { announced, cardOf, mount, named, openAll, squeeze, texts } from './mount';

const cells = (host: Element): HTMLElement[] => [...host.querySelectorAll<HTMLElement>('[role=option]')];

describe('figures', () => {
  it('are given with whose they are', () => {
    const { host, show } = mount(finished());
    expect(texts(host, '.figures p')).toEqual(['26% captured by the 5 shown', '63% by all 23', '10 of 26 paragraphs touched by the shown']);
    show(finished({ view: { k: 5, mode: 'captured', by: 'all' } }));
    expect(texts(host, '.figures p')[2]).toBe('22 of 26 paragraphs touched by all');
  });

  it('never round to all or nothing', () => {
    const d = tides();
    const figures = { ...d.coverage.figures, shown: 0.002, all: 0.998 };
    const { host } = mount(finished({ decomposition: { ...d, coverage: { ...d.coverage, figures } } }));
    expect(texts(host, '.figures b').slice(0, 2)).toEqual(['<1%', '>99%']);
  });
});

describe('controls', () => {
  it('ask for another k as the slider moves, from 1 to the grounded claims', async () => {
    const { host, calls } = mount(finished());
    const slider = host.querySelector<HTMLInputElement>('input[type=range]')!;
    expect([slider.min, slider.max, slider.value]).toEqual(['1', '23', '5']);
    slider.focus();
    await userEvent.keyboard('{ArrowRight}');
    await userEvent.keyboard('{End}');
    expect(calls).toEqual([
      ['setK', 6],
      ['setK', 23],
    ]);
  });

  it('ask for a mode and a basis by pointer and by key', async () => {
    const { host, calls } = mount(finished());
    await userEvent.click(named(host, 'label', 'Left out'));
    await userEvent.click(named(host, 'label', 'by all'));
    host.querySelector<HTMLElement>('input[name=mode]')!.focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(calls).toEqual([
      ['setMode', 'left-out'],
      ['setBy', 'all'],
      ['setMode', 'off'],
    ]);
  });

  it('step through the gaps in left-out mode alone', async () => {
    const { host, calls, show } = mount(finished());
    expect(host.querySelector('.steps')).toBeNull();
    show(finished({ view: { k: 5, mode: 'left-out', by: 'shown' } }));
    await userEvent.click(named(host, 'button', 'Next gap'));
    await userEvent.click(named(host, 'button', 'Previous gap'));
    expect(calls).toEqual([
      ['step', 1],
      ['step', -1],
    ]);
  });
});

describe('a claim that is looked at', () => {
  it('lights up its paragraphs, in the strip and on the page, until it is left', async () => {
    const { host, lights } = mount(finished());
    const card = cardOf(host, 'Daily comparison, not better gauges, made the forecast good');
    await userEvent.hover(card);
    const blocks = lights.at(-1)!;
    expect(blocks.length).toBeGreaterThan(0);
    const d = tides();
    const quoted = d.claims[0]!.quotes.map(({ anchor }) => anchor!.block);
    expect(blocks).toEqual(expect.arrayContaining(quoted));
    await expect.poll(() => cells(host).filter((cell) => cell.classList.contains('lit')).length).toBe(blocks.length);
    await userEvent.hover(host.querySelector('h1')!);
    expect(lights.at(-1)).toEqual([]);
    card.querySelector<HTMLElement>('[role=button]')!.focus();
    expect(lights.at(-1)).toEqual(blocks);
  });
});

describe('where the reader is', () => {
  it('is marked in the strip, and said', () => {
    const { host } = mount(finished({ reading: 11 }));
    const marked = cells(host).filter((cell) => cell.classList.contains('reading'));
    expect(marked).toEqual([cells(host)[9]]);
    expect(marked[0]!.getAttribute('aria-label')).toMatch(/, where you read$/);
  });
});

describe('looking for claims', () => {
  const cardsOf = (host: Element) => host.querySelectorAll('.claim').length;

  it('is by word in title, body or quotes, whatever the case and accents', async () => {
    const { host } = mount(finished());
    openAll(host);
    const all = cardsOf(host);
    await userEvent.fill(host.querySelector('.find')!, 'HÁLDEN radar');
    expect(texts(host, '.claim :is(h3, h4)')).toEqual(['A single radar gauge costs as much as all the kettles']);
    expect(squeeze(host.querySelector('.found')!.textContent)).toMatch(/^1 of 24 claims, 0 of them selected/);
    expect(texts(host, 'section > p.small')).toContain('No selected claim fits.');
    await userEvent.click(named(host, 'button', 'Show all claims'));
    expect(cardsOf(host)).toBe(all);
  });

  it('is by kind, with how many there are of each', async () => {
    const { host } = mount(finished());
    openAll(host);
    const counts = texts(host, '.chip').map((chip) => Number(chip.split(' ')[1]));
    expect(counts.reduce((sum, n) => sum + n)).toBe(24);
    const chip = named(host, 'button', /^caveat \d+$/);
    const n = Number(squeeze(chip.textContent).split(' ')[1]);
    await userEvent.click(chip);
    expect(chip.getAttribute('aria-pressed')).toBe('true');
    expect(cardsOf(host)).toBe(n);
    expect(texts(host, '.claim .kind').every((kind) => kind === 'caveat')).toBe(true);
    await userEvent.click(named(host, 'button', /^context \d+$/));
    expect(cardsOf(host)).toBeGreaterThan(n);
  });
});

describe('two similar claims', () => {
  it('stand side by side on demand, with the facts that differ marked', async () => {
    const d = tides();
    const claims = d.claims.map((claim) => (claim.id === 6 ? { ...claim, body: 'It took 40 years, says Ines Holt.' } : claim));
    const { host, calls } = mount(finished({ decomposition: { ...d, claims } }));
    openAll(host);
    const card = cardOf(host, 'Keeping the record is what taught the model');
    await userEvent.click(named(card, 'button', /^Compare “Keeping the record/));
    await expect.poll(() => card.querySelector('.sides')).not.toBeNull();
    expect(texts(card, '.compared')).toEqual(['Keeping the record is what taught the model', d.claims[0]!.title]);
    expect(texts(card, '.compare mark')).toEqual(expect.arrayContaining(['40 years', 'Ines Holt']));
    expect(squeeze(card.querySelector('.compare > p')!.textContent)).toBe('Similarity 0.91. Marked is what only one of the two says.');
    await userEvent.click(card.querySelector('.sides')!);
    expect(calls).toEqual([]);
    await userEvent.click(named(card, 'button', /^Compare/));
    await expect.poll(() => card.querySelector('.sides')).toBeNull();
  });

  it('say what keeps them apart', async () => {
    const d = tides();
    const kept = d.selection.kept[0]!;
    const [a, b] = [Math.min(kept.id, kept.by), Math.max(kept.id, kept.by)];
    const similarities = { ...d.similarities, apart: [{ a, b, because: kept.because }] };
    const { host } = mount(finished({ decomposition: { ...d, similarities } }));
    openAll(host);
    const card = cardOf(host, d.claims[kept.id]!.title);
    await userEvent.click(named(card, 'button', /^Compare/));
    await expect.poll(() => card.querySelector('.sides')).not.toBeNull();
    expect(squeeze(card.querySelector('.compare > p')!.textContent)).toBe('Similarity 0.87. The numbers differ.');
  });
});

describe('the thirds of the article', () => {
  it('have each their share, which together are the whole', () => {
    const { host } = mount(finished());
    openAll(host);
    const shares = texts(host, '.thirds dd').map((text) => Number.parseInt(text, 10));
    expect(texts(host, '.thirds dt')).toEqual(['beginning', 'middle', 'end']);
    expect(shares.reduce((sum, share) => sum + share) / 3).toBeCloseTo(100 * tides().coverage.figures.shown, -0.5);
  });
});

describe('the curve', () => {
  it('stands over the slider, with the current number marked, and is said in its value', () => {
    const { host, show } = mount(finished({ prospect: prospect() }));
    expect(host.querySelectorAll('.curve polyline')).toHaveLength(1);
    const slider = host.querySelector<HTMLInputElement>('.controls input[type=range]')!;
    expect(slider.getAttribute('aria-valuetext')).toMatch(/^5 of 23 claims shown\. 5 claims: 26%, 6: \d+%$/);
    const mark = host.querySelector('.curve i')!.getBoundingClientRect();
    const track = slider.getBoundingClientRect();
    expect(mark.left + mark.width / 2).toBeCloseTo(track.left + 8 + ((track.width - 16) * 4) / 22, 0);
    show(finished());
    expect(host.querySelector('.curve')).toBeNull();
    expect(slider.getAttribute('aria-valuetext')).toBe('5 of 23 claims shown');
  });
});

describe('the redundancy threshold', () => {
  it('is a slider that says the provider’s own value and goes back to it', async () => {
    const { host, calls } = mount(finished());
    openAll(host);
    const slider = host.querySelector<HTMLInputElement>('.threshold input')!;
    expect([slider.value, slider.getAttribute('aria-valuetext')]).toEqual(['0.85', '0.85, 4 claims redundant']);
    expect(texts(host, '.threshold p')[0]).toContain('0.35 is the default of lexical, found on labelled pairs');
    slider.focus();
    await userEvent.keyboard('{ArrowLeft}');
    await userEvent.click(named(host, 'button', 'Reset to 0.35'));
    expect(calls).toEqual([
      ['setThreshold', 0.84],
      ['setThreshold', null],
    ]);
  });

  it('is nowhere to be reset to where it is the provider’s own, or that is not known', () => {
    const d = tides();
    const { host, show } = mount(finished({ decomposition: { ...d, recipe: { ...d.recipe, threshold: 0.35 } } }));
    expect(host.querySelector('.threshold button')).toBeNull();
    const similarity = { ...d.recipe.similarity, provider: 'another' };
    show(finished({ decomposition: { ...d, recipe: { ...d.recipe, similarity } } }));
    expect(host.querySelector('.threshold p')).toBeNull();
  });
});

describe('the strip', () => {
  it('has a cell a block, named in words, as wide as the block is long', () => {
    const { host } = mount(finished());
    const labels = cells(host).map((cell) => cell.getAttribute('aria-label'));
    expect(labels).toHaveLength(29);
    expect(labels[0]).toBe('Dropped, header, a short line above the title');
    expect(labels[1]).toBe('Paragraph 1 of 26, 86% captured by the shown claims, covered by 1 claim');
    expect(labels[13]).toBe('Paragraph 13 of 26, 0% captured by the shown claims, covered by no claim');
    const [, first, second] = cells(host).map((cell) => cell.getBoundingClientRect().width);
    const lengths = tides().blocks.map(({ text }) => text.length);
    expect(first! / second!).toBeCloseTo(lengths[1]! / lengths[2]!, 1);
  });

  it('never draws as captured what was not read', () => {
    const { host } = mount(finished({ decomposition: unread(), view: { k: 5, mode: 'captured', by: 'all' } }));
    const of = (state: string) => cells(host).filter((cell) => cell.classList.contains(state));
    expect(of('unsent').map((cell) => cell.getAttribute('aria-label'))).toEqual(['Paragraph 16 of 26, not sent, so not captured']);
    expect(of('failed')[0]!.getAttribute('aria-label')).toMatch(/not read, because its request failed$/);
    for (const cell of [...of('unsent'), ...of('failed')]) expect(cell.className).not.toMatch(/\bl\d/);
    expect(texts(host, '.key-item')).toEqual(['left out', 'captured', 'dropped', 'not sent', 'failed']);
  });

  it('is one tab stop that arrows move, and goes to the paragraph on Enter', async () => {
    const { host, calls } = mount(finished());
    const stops = () => cells(host).filter((cell) => cell.tabIndex === 0);
    expect(stops()).toHaveLength(1);
    cells(host)[0]!.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
    expect(document.activeElement).toBe(cells(host)[1]);
    await expect.poll(stops).toEqual([cells(host)[1]]);
    await userEvent.keyboard('{End}');
    expect(document.activeElement).toBe(cells(host)[28]);
    await userEvent.keyboard('{Home}{PageDown}{Enter}');
    expect(calls).toEqual([['goTo', tides().coverage.blocks[10]!.block]]);
  });

  it('goes to the paragraph that is clicked, and marks the one last gone to', async () => {
    const { host, calls } = mount(finished({ current: 3 }));
    await userEvent.click(cells(host)[9]!);
    expect(calls).toEqual([['goTo', 11]]);
    expect(cells(host).filter((cell) => cell.getAttribute('aria-selected') === 'true')).toEqual([cells(host)[3]]);
  });

  it('puts neighbours together past 500 blocks, and says so', () => {
    const { host } = mount(finished({ decomposition: long(1240) }));
    expect(cells(host).length).toBeLessThanOrEqual(250);
    expect(cells(host)[1]!.getAttribute('aria-label')).toMatch(/^Paragraphs 6 to 10 of 1,240, \d+% captured by the shown claims/);
    expect(host.querySelector('.strip')!.scrollWidth).toBeLessThanOrEqual(host.querySelector('.strip')!.clientWidth);
  });
});

describe('a paragraph that is pointed at', () => {
  it('is said with its claims and what is missing, and its cards and cell are marked', () => {
    const { host, show } = mount(finished({ hovered: 11 }));
    expect(texts(host, '.drawer p, .drawer li')).toEqual([
      'This paragraph · 9 of 26 · 94% captured by the shown claims',
      'Daily comparison, not better gauges, made the forecast good',
    ]);
    expect(texts(host, '.claim.marked :is(h3, h4)')).toEqual([
      'Daily comparison, not better gauges, made the forecast good',
      'Keeping the record is what taught the model',
      'Comparing each morning is what improves a forecast',
    ]);
    expect(cells(host)[9]!.classList).toContain('hovered');
    show(finished({ hovered: 6 }));
    expect(squeeze(host.querySelector('.drawer .missing')!.textContent)).toBe('Left out: Halden · 2014 · three times');
    show(finished());
    expect(host.querySelector('.drawer, .marked')).toBeNull();
  });

  it('may be pointed at in the strip', async () => {
    const { host } = mount(finished());
    await userEvent.hover(cells(host)[9]!);
    await expect.poll(() => texts(host, '.drawer p')[0]).toMatch(/^This paragraph · 9 of 26/);
  });
});

describe('a claim', () => {
  const first = 'Daily comparison, not better gauges, made the forecast good';

  it('jumps wherever its card is clicked, and then through its quotes', async () => {
    const { host, calls, show } = mount(finished());
    await userEvent.click(cardOf(host, first).querySelector('p')!);
    show(finished({ jump: { claim: 0, quote: 0, how: 'exact' } }));
    expect(squeeze(cardOf(host, first).querySelector('.jumped')!.textContent)).toMatch(
      /^quote 1 of 2 · Found on the page, word for word\./,
    );
    await userEvent.click(named(cardOf(host, first), 'button', 'next quote'));
    show(finished({ jump: { claim: 0, quote: 1, how: 'moved' } }));
    expect(squeeze(cardOf(host, first).querySelector('.jumped')!.textContent)).toMatch(/^quote 2 of 2 · Found on the page; the text/);
    await userEvent.click(cardOf(host, first).querySelector('h3')!);
    expect(calls).toEqual([
      ['jump', 0, 0],
      ['jump', 0, 1],
      ['jump', 0, 0],
    ]);
  });

  it('passes over a quote that was not found', async () => {
    const d = tides();
    const [lost, found] = d.claims[0]!.quotes;
    const quotes = [{ ...lost!, anchor: null, grounding: { by: 'none' as const } }, found!];
    const claims = d.claims.map((claim) => (claim.id === 0 ? { ...claim, quotes } : claim));
    const { host, calls, show } = mount(finished({ decomposition: { ...d, claims } }));
    await userEvent.click(cardOf(host, first));
    show(finished({ decomposition: { ...d, claims }, jump: { claim: 0, quote: 1, how: 'exact' } }));
    await userEvent.click(cardOf(host, first));
    expect(calls).toEqual([
      ['jump', 0, 1],
      ['jump', 0, 1],
    ]);
    expect(squeeze(cardOf(host, first).querySelector('.jumped')!.textContent)).toBe('Found on the page, word for word.');
  });

  it('jumps by Enter and by Space', async () => {
    const { host, calls } = mount(finished());
    cardOf(host, 'Forecasts are within four centimetres').querySelector<HTMLElement>('[role=button]')!.focus();
    await userEvent.keyboard('{Enter} ');
    expect(calls).toEqual([
      ['jump', 1, 0],
      ['jump', 1, 0],
    ]);
  });

  it('stays where it is while its text is being selected or its quote read', async () => {
    const { host, calls } = mount(finished());
    const card = cardOf(host, first);
    getSelection()!.selectAllChildren(card.querySelector('p')!);
    card.querySelector('p')!.click();
    getSelection()!.removeAllRanges();
    await userEvent.click(card.querySelector('summary')!);
    expect(card.querySelector('details')!.open).toBe(true);
    expect(texts(card, 'figcaption')).toEqual(['found exactly', 'found exactly']);
    await userEvent.click(card.querySelector('blockquote')!);
    expect(calls).toEqual([]);
  });

  it('says when its sentence is no longer on the page', () => {
    const { host } = mount(STATES.lost!());
    expect(squeeze(cardOf(host, 'Forecasts are within four centimetres').querySelector('.jumped.lost')!.textContent)).toBe(
      'The sentence is no longer on the page.',
    );
    expect(announced(host)).toBe('The sentence is no longer on the page.');
  });

  it('says why it was rejected, or kept apart, and jumps all the same', async () => {
    const { host, calls } = mount(finished());
    openAll(host);
    const redundant = cardOf(host, 'Keeping the record is what taught the model');
    expect(squeeze(redundant.querySelector('.claim-head')!.textContent)).toMatch(/c 0\.73 · sim 0\.91$/);
    expect(texts(redundant, '.why')).toEqual([`overlapped with: ${first}`]);
    expect(texts(cardOf(host, 'The model is silent in a north-westerly of three days'), '.why')).toEqual([
      `similar to “${first}”, kept because one of the two is a caveat`,
    ]);
    await userEvent.click(redundant);
    expect(calls).toEqual([['jump', 6, 0]]);
  });

  it('without a quote in the article is no button', () => {
    const { host } = mount(finished());
    openAll(host);
    const card = cardOf(host, 'The national service has promised to adopt the sheet');
    expect(card.querySelector('[role=button]')).toBeNull();
    expect(texts(card, 'figcaption')).toEqual(['not found in the article']);
  });

  it('shows markup as the text that it is', () => {
    const d = tides();
    const claims = d.claims.map((claim) => (claim.id === 0 ? { ...claim, title: '<img src=x onerror=alert(1)>' } : claim));
    const { host } = mount(finished({ decomposition: { ...d, claims } }));
    expect(cardOf(host, '<img src=x onerror=alert(1)>')).toBeDefined();
    expect(host.querySelector('img')).toBeNull();
  });
});

describe('what showing a claim would add', () => {
  it('is said on the card of every claim that could be shown', () => {
    const { host, show } = mount(finished({ prospect: prospect() }));
    openAll(host);
    const { rejected } = tides().selection;
    const lines = texts(host, '.group .why').filter((line) => /raises coverage/.test(line));
    expect(lines).toHaveLength(rejected.filter(({ reason }) => reason !== 'ungrounded').length);
    expect(lines).toContain('raises coverage 26% → 32%');
    expect(texts(cardOf(host, 'Keeping the record is what taught the model'), '.why')[1]).toBe('hardly raises coverage (26%)');
    show(finished());
    expect(texts(host, '.why').filter((line) => /raises coverage/.test(line))).toEqual([]);
  });

  it('orders the candidates where the reader asks for it, each then with its reason', async () => {
    const { host } = mount(finished({ prospect: prospect() }));
    openAll(host);
    await userEvent.click(named(host, 'label', 'what it would add'));
    const list = [...host.querySelectorAll('.fold')].find((fold) => fold.querySelector('.order'))!;
    const added = [...list.querySelectorAll('.claim')].map((card) => {
      const [, from, to] = /raises coverage (\d+)% → (\d+)%/.exec(squeeze(card.textContent)) ?? [];
      return Number(to) - Number(from) || 0;
    });
    expect(added).toHaveLength(tides().selection.rejected.length);
    expect(added).toEqual([...added].sort((a, b) => b - a));
    expect(added[0]).toBeGreaterThan(3);
    const reasons = [...list.querySelectorAll('.claim')].map((card) => squeeze(card.querySelector('.why')!.textContent));
    expect(new Set(reasons)).toEqual(new Set(['Below top-k', 'Redundant with selected', 'Not found in the article']));
    expect(reasons.at(-1)).toBe('Not found in the article');
    await userEvent.click(named(host, 'label', 'reason'));
    expect(texts(list, 'h3')[0]).toMatch(/^Below top-k · /);
  });
});

describe('what is left to read', () => {
  const leftOut = (over: Partial<Parameters<typeof finished>[0]> = {}) =>
    finished({ view: { k: 5, mode: 'left-out', by: 'shown' }, ...over });

  it('is said in minutes, with the pace that they are by', () => {
    const { host, show } = mount(leftOut());
    const [time, basis] = texts(host, '.left-out > p');
    expect(time).toMatch(/^\d+ of \d+ minutes left to read$/);
    expect(basis).toMatch(/^\d+ words in paragraphs that are left out, at 228 words a minute, as measured for English\.$/);
    const d = tides();
    show(leftOut({ decomposition: { ...d, page: { ...d.page, lang: 'mt' } } }));
    expect(texts(host, '.left-out > p')[1]).toContain('at 184 words a minute, the mean of seventeen languages');
    show(finished());
    expect(host.querySelector('.left-out, .step, .way')).toBeNull();
  });

  it('has a shortest way of numbered steps, also marked in the strip, and stepped along', async () => {
    const { host, calls, show } = mount(leftOut());
    openAll(host);
    const { path } = leftToRead(tides(), 'shown');
    const steps = [...host.querySelectorAll<HTMLElement>('.way li button')];
    expect(steps).toHaveLength(path.length);
    expect(squeeze(steps.at(-1)!.textContent)).toMatch(/^Paragraph \d+ · \d+ words · then 9\d%/);
    const marked = cells(host).filter((cell) => cell.classList.contains('step'));
    expect(marked).toHaveLength(path.length);
    expect(marked[1]!.getAttribute('aria-label')).toMatch(new RegExp(`, step 2 of ${path.length} of the shortest way$`));
    expect(texts(host, '.key-item').at(-1)).toBe('on the shortest way');
    await userEvent.click(steps[2]!);
    await userEvent.click(named(host, 'button', 'Next step'));
    show(leftOut({ current: path[2]!.block }));
    await userEvent.click(named(host, 'button', 'Next step'));
    await userEvent.click(named(host, 'button', 'Previous step'));
    expect(calls).toEqual([2, 0, 3, 1].map((at) => ['goTo', path[at]!.block]));
    show(leftOut({ current: path.at(-1)!.block }));
    expect((named(host, 'button', 'Next step') as HTMLButtonElement).disabled).toBe(true);
  });

  it('can be copied as a brief', async () => {
    const { host, calls } = mount(leftOut());
    await userEvent.click(named(host, 'button', 'Copy what is missing as Markdown'));
    await userEvent.click(named(host, 'button', 'Copy what is missing as plain text'));
    expect(calls).toEqual([
      ['copyGaps', 'markdown'],
      ['copyGaps', 'plain'],
    ]);
  });

  it('is nothing more where the claims carry enough', () => {
    const d = tides();
    const blocks = d.coverage.blocks.map((one) => ({ ...one, shown: 0.95 }));
    const { host } = mount(
      leftOut({ decomposition: { ...d, coverage: { blocks, figures: { ...d.coverage.figures, shown: 0.95, touchedShown: 26 } } } }),
    );
    expect(texts(host, '.left-out > p')).toContain('The claims shown carry 90% of the article already.');
  });
});

describe('what was left out', () => {
  it('stands first in left-out mode, each gap with its missing facts, and under coverage otherwise', async () => {
    const { host, calls, show } = mount(finished());
    const precedes = (selector: string, other: string) => {
      const [a, b] = [host.querySelector(selector)!, host.querySelector(other)!];
      return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    };
    expect(precedes('.claim', '.gap')).toBe(true);
    show(finished({ view: { k: 5, mode: 'left-out', by: 'shown' } }));
    expect(precedes('.gap', '.claim')).toBe(true);
    expect(host.querySelectorAll('.gaps')).toHaveLength(1);
    expect(texts(host, '.gap')[0]).toMatch(/^Paragraph 2 of 26 · 4% captured.*missing: 2011 · 61 centimetres/);
    expect(host.querySelectorAll('.gap')).toHaveLength(12);
    await userEvent.click(named(host, 'button', /^Show \d+ more$/));
    await expect.poll(() => host.querySelectorAll('.gap').length).toBeGreaterThan(12);
    await userEvent.click(host.querySelector('.gap .go')!);
    await userEvent.click(named(host, 'button', 'Drop paragraph 2: it is not part of the article'));
    expect(calls).toEqual([
      ['goTo', 2],
      ['drop', 2],
    ]);
  });
});

describe('an article of several pages', () => {
  it('is said to be one under its title', () => {
    const d = tides();
    const { host, show } = mount(finished({ decomposition: { ...d, page: { ...d.page, part: { page: 2, of: 5 } } } }));
    expect(texts(host, 'header p').at(-1)).toBe('Page 2 of 5: the figures are of this page alone.');
    show(finished({ decomposition: { ...d, page: { ...d.page, part: { page: 2, of: null } } } }));
    expect(texts(host, 'header p').at(-1)).toBe('Page 2 of several: the figures are of this page alone.');
    show(finished());
    expect(texts(host, 'header p').join()).not.toContain('alone');
  });
});

describe('the janitor', () => {
  it('lists every dropped run with its rule, and keeps it on demand', async () => {
    const { host, calls } = mount(finished());
    openAll(host);
    expect(texts(host, '.labels li')).toEqual(['content · 30', 'header · 1', 'acknowledgement · 1', 'boilerplate · 1']);
    expect(texts(host, '.group:has(.runs) h3')).toEqual(['header · 1', 'acknowledgement · 1', 'boilerplate · 1']);
    expect(texts(host, '.runs .small:not(button)')).toEqual([
      'a short line above the title',
      'it thanks somebody',
      'a box that asks to subscribe',
    ]);
    expect(texts(host, '.outside')).toEqual(['3 more runs of the page are outside the article: menus, footers and the like.']);
    await userEvent.click(named(host, 'button', 'Keep'));
    expect(calls).toEqual([['keep', 0]]);
  });

  it('folds long lists, opens them on demand, and keeps a run from their end', async () => {
    const d = tides();
    const references = Array.from({ length: 520 }, (_, at) => ({
      id: 1000 + at,
      kind: 'list-item' as const,
      text: `Archer, A. (${1500 + at}). On tides.`,
      section: null,
      label: 'reference' as const,
      rule: 'list under References',
    }));
    const { host, calls } = mount(finished({ decomposition: { ...d, blocks: [...d.blocks, ...references], outside: null } }));
    openAll(host);
    expect(texts(host, '.group:has(.runs) h3')).toContain('reference · 520');
    expect(host.querySelectorAll('.runs li')).toHaveLength(33);
    expect(host.querySelector('.outside')).toBeNull();
    await userEvent.click(named(host, '.group button', 'Show 490 more'));
    await expect.poll(() => host.querySelectorAll('.runs li').length).toBe(523);
    const last = [...host.querySelectorAll('.runs li')].find((run) => run.textContent?.includes('(2019)'))!;
    await userEvent.click(last.querySelector('button.text')!);
    expect(calls).toEqual([['keep', 1519]]);
  });

  it('lists what was kept by hand, to drop it', async () => {
    const { host, calls } = mount(STATES.edited!());
    openAll(host);
    await userEvent.click(named(host, '.runs button', 'Drop'));
    expect(calls).toEqual([['drop', 0]]);
  });
});

describe('taking along', () => {
  it('offers each format both ways, and says what it is for', async () => {
    const { host, calls } = mount(finished());
    expect(texts(host, '.format')).toEqual([
      'Markdown to read',
      'Annotated page shaded, with its claims, to keep or print',
      'CSV for a spreadsheet',
      'JSON to import again',
    ]);
    const names = ['Download Markdown', 'Copy Markdown', 'Download Annotated page', 'Print Annotated page', 'Download CSV', 'Copy CSV'];
    for (const name of [...names, 'Download JSON', 'Copy JSON']) await userEvent.click(named(host, 'button', name));
    expect(calls).toEqual([
      ['exportAs', 'markdown', 'download'],
      ['exportAs', 'markdown', 'copy'],
      ['exportAs', 'html', 'download'],
      ['exportAs', 'html', 'print'],
      ['exportAs', 'csv', 'download'],
      ['exportAs', 'csv', 'copy'],
      ['exportAs', 'json', 'download'],
      ['exportAs', 'json', 'copy'],
    ]);
  });

  it('is confirmed in sight and in speech', () => {
    const { host } = mount(STATES.noticed!());
    expect([squeeze(host.querySelector('.drawer')!.textContent), announced(host)]).toEqual(['Copied as Markdown', 'Copied as Markdown']);
  });
});

describe('a run', () => {
  it('shows how far it is by a bar that has an end, and stops on demand', async () => {
    const { host, calls, show } = mount(STATES.reading!());
    const value = () => host.querySelector('progress')!.value;
    const start = value();
    expect(host.querySelector('progress')!.hasAttribute('value')).toBe(true);
    show({ ...IDLE, run: { stage: 'compare', done: 12, total: 24 } });
    expect(value()).toBeGreaterThan(start);
    expect(texts(host, '.progress p')).toEqual(['Comparing claims with sentences · 12 of 24']);
    expect(announced(host)).toBe('Comparing claims with sentences');
    await userEvent.click(named(host, 'button', 'Stop'));
    expect(calls).toEqual([['stop']]);
  });

  it('shows the title and the claims so far before there are figures', () => {
    const { host } = mount(STATES.streaming!());
    expect(texts(host, 'h1, section h2')).toEqual(['The harbour that learned to count its tides', '4 claims so far']);
    expect(host.querySelector('.figures')).toBeNull();
  });
});

describe('without a result', () => {
  it('says how to begin', () => {
    expect(squeeze(mount(IDLE).host.textContent)).toContain('Click the Claimshade button in the toolbar on an article.');
  });

  it.each(FailureCode.options)('says of %s what happened and what to do, aloud too', (code) => {
    const { host } = mount(failed(code));
    const sentence = texts(host, '.trouble p')[0]!;
    expect(sentence).toMatch(/^[A-Z].*[.;].+\.$/);
    expect(announced(host)).toBe(sentence);
    expect(squeeze(host.textContent)).not.toContain('Click the Claimshade button in the toolbar on an article.');
  });

  it('tries again where that may help, and keeps an earlier result in sight', async () => {
    const { host, calls } = mount(STATES['failed over a result']!());
    expect(host.querySelectorAll('.figures')).toHaveLength(1);
    await userEvent.click(named(host, 'button', 'Try again'));
    expect(calls).toEqual([['again']]);
    expect(mount(failed('restricted-page')).host.querySelector('.trouble button')).toBeNull();
  });

  it('says that offline decomposition finds no questions but the article’s own', () => {
    const { host } = mount(STATES['no questions']!());
    openAll(host);
    expect(squeeze(host.textContent)).toContain(
      'Offline decomposition finds only questions that the article itself asks; it asks none that it leaves open.',
    );
  });
});
