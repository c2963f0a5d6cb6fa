// Makes the pictures of the README from finished pages: node pictures.mjs OUT FOLDER
// OUT is an output of the sample evaluation. Each picture begins where the page has something to show and ends between
// two parts of it.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { launch, open } from './check.mjs';

const WIDTH = 1000;
const TALLEST = 1150;
const SHORTEST = 600;
// Largest picture that is still small.
const MOST = 150000;

// The one page of a folder that pictures show: the first by name.
const firstOf = (folder) => (out) => {
  const names = existsSync(path.join(out, folder)) ? readdirSync(path.join(out, folder)).filter((name) => name.endsWith('.html')).sort() : [];
  return names.length === 0 ? null : path.join(folder, names[0]);
};
// Which page, and where on it the picture begins: at the head of the page for `main`.
const PICTURES = [
  { name: 'programme', page: () => 'index.html', from: 'main' },
  { name: 'authority', page: firstOf('leas'), from: '#compared' },
  { name: 'group', page: firstOf('groups'), from: '#characteristics, main figure' },
  { name: 'methods', page: () => 'methods.html', from: 'main' },
];

// Where a picture that starts at `top` may end: below the last text, drawing or table row that fits as a whole, a heading
// apart, and above what comes after.
function lastWhole([top, tallest]) {
  const AIR = 24;
  const parts = [...document.querySelectorAll('main :is(h1,h2,h3,dt,p,li,svg,tr,dd,summary,caption)')]
    .filter((part) => part.checkVisibility())
    .map((part) => ({ heads: /^(h.|dt|caption)$/.test(part.localName), box: part.getBoundingClientRect() }))
    .filter(({ box }) => box.height > 0 && box.top >= top);
  const ends = parts.filter(({ heads, box }) => !heads && box.bottom + AIR <= top + tallest).map(({ box }) => box.bottom);
  // An end that runs through another part is none.
  const whole = ends.filter((end) => !parts.some(({ box }) => box.top < end - 1 && box.bottom > end + 1));
  const end = Math.max(...whole, top + 200);
  const next = Math.min(...parts.map(({ box }) => box.top).filter((start) => start >= end - 1), Infinity);
  return Math.min(end + AIR, Math.max(end, next - 2));
}

const [out, folder] = process.argv.slice(2);
if (!out || !folder) { console.error('usage: node pictures.mjs OUT FOLDER'); process.exit(3); }
mkdirSync(folder, { recursive: true });
const browser = await launch();
let wrong = 0;
for (const { name, page: find, from } of PICTURES) {
  const found = find(out);
  if (!found || !existsSync(path.join(out, found))) { console.log(`${name}: no page in ${out}`); wrong += 1; continue; }
  const { context, page, faults } = await open(browser, path.join(out, found), { width: WIDTH });
  const start = await page.evaluate((from) => scrollY + (document.querySelector(from) ?? document.body).getBoundingClientRect().top, from);
  const top = from === 'main' ? 0 : Math.max(0, Math.floor(start));
  const file = path.join(folder, `${name}.png`);
  let bytes = Infinity;
  for (let tallest = TALLEST; bytes > MOST && tallest >= SHORTEST; tallest *= 0.9) {
    const bottom = await page.evaluate(lastWhole, [top, tallest]);
    await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: top, width: WIDTH, height: Math.ceil(bottom - top) } });
    bytes = statSync(file).size;
  }
  console.log(`${file}: ${found}, ${bytes} bytes`);
  if (bytes > MOST || faults.length > 0) { console.log(`${name}: ${[bytes > MOST ? `over ${MOST} bytes` : [], faults].flat().join('; ')}`); wrong += 1; }
  await context.close();
}
await browser.close();
process.exit(wrong > 0 ? 1 : 0);
