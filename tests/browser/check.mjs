// Opens finished pages in Chromium as their readers would and lists what is wrong.
// Usage: node check.mjs FOLDER. Every kind of page is read in every mode, all others in one.
import { chromium } from 'playwright-core';
import axe from 'axe-core';
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';

export const SMALLEST_TEXT = 11.5;
export const MODES = [
  { name: 'desktop', width: 1280 },
  { name: 'phone', width: 360 },
  { name: 'narrow', width: 320 },
  { name: 'dark', width: 1280, dark: true },
  { name: 'forced colours', width: 1280, forced: true },
  { name: 'print', width: 794, print: true },
  { name: 'no script', width: 1280, noScript: true },
];
// The machine may have no network at all; Chromium need not look for one.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS });

export async function open(browser, file, mode) {
  const context = await browser.newContext({
    viewport: { width: mode.width, height: 900 },
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

// What a reader would stumble over, measured in the page itself.
function measure(smallest) {
  const faults = [];
  document.querySelectorAll('details').forEach((details) => { details.open = true; });
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`wider than the window: ${root.scrollWidth} of ${root.clientWidth}`);
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const scale = (element) => {
    const svg = element.closest('svg');
    return svg ? svg.getBoundingClientRect().width / (svg.viewBox.baseVal.width || 1) : 1;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !shown(element) || element.closest('title,desc,script,style,template')) continue;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale(element);
    if (size < smallest - 0.05) small.add(`text of ${size.toFixed(1)} px: ${node.data.trim().slice(0, 30)}`);
  }
  faults.push(...[...small].slice(0, 5));
  for (const svg of document.querySelectorAll('svg')) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const boxes = [...svg.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
    boxes.forEach(([words, box], at) => {
      const across = box.left < frame.left - 1.5 || box.right > frame.right + 1.5;
      const down = box.top < frame.top - 2.5 || box.bottom > frame.bottom + 2.5;
      if (across || down) faults.push(`cut off: ${words}`);
      for (const [others, other] of boxes.slice(at + 1)) {
        const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (across > 1.5 && down > 3.5) faults.push(`overlap: ${words} / ${others}`);
      }
    });
  }
  return faults;
}

// What a page shows, line by line, with all of it unfolded.
async function lines(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  const text = await page.locator('main').innerText();
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

export async function check(browser, file, mode) {
  const { context, page, faults } = await open(browser, file, mode);
  if (mode.noScript) {
    const without = new Set(await lines(page));
    const scripted = await open(browser, file, { ...mode, noScript: false });
    const lost = (await lines(scripted.page)).filter((line) => !without.has(line));
    await scripted.context.close();
    faults.push(...lost.slice(0, 5).map((line) => `not there without script: ${line.slice(0, 60)}`));
    if (without.size < 5) faults.push(`only ${without.size} lines`);
  } else {
    faults.push(...await page.evaluate(measure, SMALLEST_TEXT));
    await page.evaluate(axe.source);
    const options = { runOnly: RULES, resultTypes: ['violations'] };
    const { violations } = await page.evaluate((options) => axe.run(document, options), options);
    for (const violation of violations) {
      const where = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ');
      faults.push(`axe ${violation.id}: ${violation.help} (${where})`);
    }
  }
  await context.close();
  return faults;
}

function pagesBelow(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const full = path.join(folder, name);
    return statSync(full).isDirectory() ? pagesBelow(full) : name.endsWith('.html') ? [full] : [];
  });
}

// The first page of each kind: those at the top are kinds of their own, others share their folder.
function kinds(folder, pages) {
  const seen = new Map();
  for (const page of pages) {
    const kind = path.dirname(page) === path.resolve(folder) ? page : path.dirname(page);
    if (!seen.has(kind)) seen.set(kind, page);
  }
  return new Set(seen.values());
}

async function main(folder) {
  const pages = pagesBelow(path.resolve(folder));
  const first = kinds(folder, pages);
  const readings = pages.flatMap((page) => (first.has(page) ? MODES : MODES.slice(0, 1)).map((mode) => ({ page, mode })));
  const browser = await launch();
  // Several readings at once; what they found is told in the order of the pages.
  let next = 0;
  const reader = async () => {
    while (next < readings.length) {
      const reading = readings[next];
      next += 1;
      reading.faults = await check(browser, reading.page, reading.mode);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, reader));
  await browser.close();
  for (const { page, mode, faults } of readings) {
    for (const fault of faults.slice(0, 12)) console.log(`${path.relative(folder, page)} (${mode.name}): ${fault}`);
  }
  const wrong = readings.filter(({ faults }) => faults.length > 0).length;
  console.log(`${pages.length} pages of ${first.size} kinds, ${readings.length} readings, ${wrong} with faults`);
  process.exit(readings.length === 0 || wrong > 0 ? 1 : 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv[2]) { console.error('usage: node check.mjs FOLDER'); process.exit(3); }
  await main(process.argv[2]);
}
