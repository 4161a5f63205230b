// What a reader does in the panel, by the names that the panel shows.

const label = (text) => `::-p-xpath(//label[normalize-space()="${text}"])`;

/** Waits until the panel shows its figures. */
export async function whenDone(panel) {
  const state = await panel.waitForFunction(
    () => {
      if (document.querySelector('.figures')) return { failure: null };
      const trouble = document.querySelector('.trouble > p');
      return trouble ? { failure: trouble.textContent } : false;
    },
    { timeout: 60_000, polling: 50 },
  );
  const { failure } = await state.jsonValue();
  if (failure) throw new Error(`The panel says: ${failure}`);
}

/** The figures as the panel words them: "31% captured by the 5 shown". */
export const figures = (panel) => panel.$$eval('.figures > p', (lines) => lines.map((line) => line.innerText.replace(/\s+/g, ' ').trim()));

/** @param {'Captured' | 'Left out' | 'Off' | 'by shown' | 'by all'} name */
export const pick = (panel, name) => panel.locator(label(name)).click();

/** Moves the slider by its keys to `k`, or as far as it goes. Redundant claims are not shown, so that fewer may be. */
export async function setK(panel, k) {
  const slider = await panel.waitForSelector('input[type="range"]');
  const [value, max] = await slider.evaluate((input) => [input.valueAsNumber, Number(input.max)]);
  const steps = Math.min(k, max) - value;
  await slider.focus();
  for (let step = 0; step < Math.abs(steps); step += 1) await panel.keyboard.press(steps > 0 ? 'ArrowRight' : 'ArrowLeft');
  await panel.waitForFunction((text) => document.querySelector('.slider output')?.textContent === text, {}, String(value + steps));
}

export const openFold = (panel, title) =>
  panel.$$eval(
    'details.fold',
    (folds, name) => {
      const fold = folds.find((one) => one.querySelector('summary')?.innerText.startsWith(name));
      if (fold && !fold.open) fold.querySelector('summary').click();
      return fold !== undefined;
    },
    title,
  );

/**
 * Clicks the first rejected claim, one that is redundant where there is one.
 * @returns {Promise<string | null>} its title; null where no claim was rejected
 */
export async function jumpFromRejected(panel) {
  await openFold(panel, 'Considered candidates');
  const titles = await panel.$$('details.fold .group [role="button"]');
  if (titles.length === 0) return null;
  const redundant = await panel.$('::-p-xpath((//h3[starts-with(normalize-space(), "Redundant")]/following::*[@role="button"])[1])');
  const title = redundant ?? titles[0];
  await title.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await title.click();
  await panel.waitForSelector('.jumped');
  return title.evaluate((element) => element.innerText);
}

/**
 * Clicks "Download …" and waits for the file.
 * @param {import('puppeteer-core').Browser} browser
 * @param {'Markdown' | 'JSON' | 'Annotated page'} format
 * @returns {Promise<string>} name of the file in `folder`
 */
export async function download(browser, panel, format, folder) {
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
  const finished = new Promise((resolve, reject) => {
    let name = '';
    session.on('Browser.downloadWillBegin', (event) => {
      name = event.suggestedFilename;
    });
    session.on('Browser.downloadProgress', ({ state }) => {
      if (state === 'completed') resolve(name);
      if (state === 'canceled') reject(new Error(`The download of ${name} was cancelled.`));
    });
  });
  await panel.locator(`aria/Download ${format}`).click();
  const name = await finished;
  await session.detach();
  return name;
}
