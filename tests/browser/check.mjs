// Opens finished pages in Chromium as their readers would and lists what is wrong.
// Usage: node check.mjs [--brief] FOLDER or PAGE... Every kind of page is read in every mode, all others in one; with
// --brief one page of each kind is read, on a desktop and on a phone. A page named by itself is a kind of its own.
import { chromium } from 'playwright-core';
import axe from 'axe-core';
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { focused, languages, layout, spaceOut, structure, unfold } from './measures.mjs';

export const SMALLEST_TEXT = 11.5;
export const MODES = [
  { name: 'desktop', width: 1280 },
  { name: 'phone', width: 360 },
  { name: 'narrow', width: 320 },
  { name: 'dark', width: 1280, dark: true },
  { name: 'forced colours', width: 1280, forced: true },
  { name: 'print', width: 794, print: true },
  { name: 'no script', width: 1280, noScript: true },
  // A window of 1280 pixels at twice the size.
  { name: 'zoomed', width: 640, height: 450, scale: 2 },
  { name: 'spaced', width: 360, spaced: true },
];
const BRIEF = ['desktop', 'phone'];
// Stops of the keyboard that are tried on a page of each kind.
const STOPS = 80;
// The machine may have no network at all; Chromium need not look for one.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS });

export async function open(browser, file, mode) {
  const context = await browser.newContext({
    viewport: { width: mode.width, height: mode.height ?? 900 },
    deviceScaleFactor: mode.scale ?? 1,
    colorScheme: mode.dark ? 'dark' : 'light',
    forcedColors: mode.forced ? 'active' : 'none',
    reducedMotion: 'reduce',
    offline: true,
    javaScriptEnabled: !mode.noScript,
  });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => /^(file|data):/.test(request.url()) || faults.push(`request: ${request.url()}`));
  await page.goto(pathToFileURL(path.resolve(file)).href);
  if (mode.print) await page.emulateMedia({ media: 'print' });
  return { context, page, faults };
}

// The keys alone: the way past the head of the page comes first and leads to its matter, every stop is seen and shows
// that it has the focus, and the stops come in the order of the text.
async function keys(page) {
  const faults = [];
  await page.keyboard.press('Tab');
  const skip = await page.evaluate(focused);
  if (!skip?.href?.startsWith('#')) faults.push(`the first stop is no way to the matter: ${skip?.words ?? 'nothing'}`);
  else {
    if (!skip.within || !skip.ring) faults.push(`the focus is not seen on: ${skip.words}`);
    await page.keyboard.press('Enter');
    const reached = await page.evaluate(() => document.activeElement.localName);
    if (reached !== 'main') faults.push(`the way to the matter leads to: ${reached}`);
    await page.evaluate(() => document.querySelector('a[href^="#"]').focus());
  }
  let before = skip?.place ?? -1;
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(focused);
    if (!at || at.place === before) break;
    if (!at.within || !at.ring) faults.push(`the focus is not seen on: ${at.words}`);
    if (at.place < before) break;
    before = at.place;
  }
  return faults;
}

// What a page shows, line by line, with all of it unfolded.
async function lines(page) {
  await page.evaluate(unfold);
  const text = await page.locator('main').innerText();
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

async function lostWithoutScript(browser, file, mode, page) {
  const without = new Set(await lines(page));
  const scripted = await open(browser, file, { ...mode, noScript: false });
  const lost = (await lines(scripted.page)).filter((line) => !without.has(line));
  await scripted.context.close();
  const faults = lost.slice(0, 5).map((line) => `not there without script: ${line.slice(0, 60)}`);
  return without.size < 5 ? [...faults, `only ${without.size} lines`] : faults;
}

async function rules(page) {
  await page.evaluate(axe.source);
  const options = { runOnly: RULES, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };
  const { violations } = await page.evaluate((options) => axe.run(document, options), options);
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ');
    return `axe ${id}: ${help} (${where})`;
  });
}

export async function check(browser, file, mode) {
  const { context, page, faults } = await open(browser, file, mode);
  if (mode.noScript) {
    faults.push(...await lostWithoutScript(browser, file, mode, page));
  } else {
    if (mode.name === 'desktop') faults.push(...await keys(page), ...await page.evaluate(structure), ...await page.evaluate(languages));
    await page.evaluate(unfold);
    if (mode.spaced) await page.evaluate(spaceOut);
    faults.push(...await page.evaluate(layout, SMALLEST_TEXT), ...await rules(page));
  }
  await context.close();
  return faults;
}

export function pagesBelow(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const full = path.join(folder, name);
    return statSync(full).isDirectory() ? pagesBelow(full) : name.endsWith('.html') ? [full] : [];
  });
}

// The first page of each kind: those beside an index are kinds of their own, others share their folder.
function kinds(pages) {
  const seen = new Map();
  for (const page of pages) {
    const kind = pages.includes(path.join(path.dirname(page), 'index.html')) ? page : path.dirname(page);
    if (!seen.has(kind)) seen.set(kind, page);
  }
  return new Set(seen.values());
}

// Pages below folders, and pages named by themselves, with the modes that each is read in.
function toRead(places, brief) {
  const folders = places.map((place) => path.resolve(place));
  return folders.flatMap((place) => {
    const pages = statSync(place).isDirectory() ? pagesBelow(place) : [place];
    const first = statSync(place).isDirectory() ? kinds(pages) : new Set(pages);
    const modes = (page) => {
      if (brief) return first.has(page) ? MODES.filter(({ name }) => BRIEF.includes(name)) : [];
      return first.has(page) ? MODES : MODES.slice(0, 1);
    };
    return pages.flatMap((page) => modes(page).map((mode) => ({ page, mode, kind: first.has(page) })));
  });
}

async function main(places, brief) {
  const readings = toRead(places, brief);
  const browser = await launch();
  // Several readings at once; what they found is told in the order of the pages.
  let next = 0;
  const reader = async () => {
    while (next < readings.length) {
      const reading = readings[next];
      next += 1;
      reading.faults = await check(browser, reading.page, reading.mode).catch((error) => [`not read: ${error.message}`]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, reader));
  await browser.close();
  for (const { page, mode, faults } of readings) {
    for (const fault of faults.slice(0, 12)) console.log(`${path.relative('.', page)} (${mode.name}): ${fault}`);
  }
  const wrong = readings.filter(({ faults }) => faults.length > 0).length;
  const count = (list) => new Set(list.map(({ page }) => page)).size;
  console.log(`${count(readings)} pages of ${count(readings.filter(({ kind }) => kind))} kinds, ${readings.length} readings, ${wrong} with faults`);
  process.exit(readings.length === 0 || wrong > 0 ? 1 : 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const places = process.argv.slice(2).filter((argument) => argument !== '--brief');
  if (places.length === 0) { console.error('usage: node check.mjs [--brief] FOLDER or PAGE...'); process.exit(3); }
  await main(places, process.argv.includes('--brief'));
}
