// Finds the browsers that the tests and `npm start` drive: named by the environment, then found on the machine.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((dir) => path.join(dir, name))
    .find((file) => existsSync(file));

const APPLICATIONS = {
  chromium: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
};

const find = (variable, names, applications) => {
  const named = process.env[variable];
  if (named) {
    if (!existsSync(named)) throw new Error(`${variable} names no file: ${named}`);
    return named;
  }
  return names.map(onPath).find(Boolean) ?? applications.find((file) => existsSync(file)) ?? null;
};

/** @returns {string | null} path of a Chromium or Chrome */
export const findChromium = () =>
  find('CHROME_PATH', ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'], APPLICATIONS.chromium);

/** @returns {string | null} path of a Firefox */
export const findFirefox = () => find('FIREFOX_PATH', ['firefox-esr', 'firefox'], APPLICATIONS.firefox);

const canInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined;

export const HOW = {
  chromium: 'Install Chromium (Debian: apt-get install chromium) or set CHROME_PATH to a Chromium or Chrome of version 120 or later.',
  firefox: 'Install Firefox (Debian: apt-get install firefox-esr) or set FIREFOX_PATH to a Firefox of version 140 or later.',
};

/**
 * Makes sure that the browsers are there; with root and apt, missing ones are installed from Debian.
 * @param {('chromium' | 'firefox')[]} wanted
 * @throws {Error} with a sentence that says how to install what is missing
 */
export function ensureBrowsers(wanted) {
  const finders = { chromium: findChromium, firefox: findFirefox };
  const packages = { chromium: 'chromium', firefox: 'firefox-esr' };
  const missing = wanted.filter((name) => finders[name]() === null);
  if (missing.length > 0 && canInstall()) {
    console.log(`Installing ${missing.map((name) => packages[name]).join(' and ')} from Debian …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
    execFileSync('apt-get', ['install', '-y', '-qq', ...missing.map((name) => packages[name])], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
  }
  const still = wanted.filter((name) => finders[name]() === null);
  if (still.length > 0) throw new Error(still.map((name) => HOW[name]).join('\n'));
}
