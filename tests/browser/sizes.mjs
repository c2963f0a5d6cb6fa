// Holds finished pages against their budgets, so that they open at once and go through any mail: node sizes.mjs FOLDER
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { pagesBelow } from './check.mjs';

const KB = 1000;
// The first kind whose pattern fits a page's path, from the folder of its language.
const KINDS = [
  { kind: 'group', fits: /^groups\//, most: 400 * KB },
  { kind: 'authority', fits: /^leas\//, most: 800 * KB },
  { kind: 'region', fits: /^regions\//, most: 800 * KB },
  { kind: 'programme and common', fits: /^[^/]+$/, most: 2000 * KB },
];
const STYLE = 12 * KB;
const SCRIPT = 4 * KB;
// What a packed page takes of its bytes.
const PACKED = 0.15;
// A page smaller than this is mostly its style, which packs no better.
const SMALL = 100 * KB;

const inside = (html, name) => Buffer.byteLength(html.match(new RegExp(`<${name}>([^]*?)</${name}>`))?.[1] ?? '');

// What is over budget on a page, by its path below the output.
export function overBudget(name, html) {
  const { most } = KINDS.find(({ fits }) => fits.test(name.replace(/^cy\//, ''))) ?? { most: 0 };
  const bytes = Buffer.byteLength(html);
  const parts = [['the page', bytes, most], ['its style', inside(html, 'style'), STYLE], ['its script', inside(html, 'script'), SCRIPT]];
  if (bytes > SMALL) parts.push(['the packed page', gzipSync(html, { level: 9 }).length, Math.round(bytes * PACKED)]);
  return parts.filter(([, bytes, most]) => bytes > most).map(([part, bytes, most]) => `${part} takes ${bytes} bytes of ${most}`);
}

function main(folder) {
  const largest = new Map();
  let over = 0;
  const pages = pagesBelow(path.resolve(folder));
  for (const page of pages) {
    const name = path.relative(path.resolve(folder), page).split(path.sep).join('/');
    const html = readFileSync(page, 'utf8');
    const faults = overBudget(name, html);
    over += faults.length;
    for (const fault of faults) console.log(`${name}: ${fault}`);
    const { kind } = KINDS.find(({ fits }) => fits.test(name.replace(/^cy\//, ''))) ?? { kind: 'unknown' };
    largest.set(kind, Math.max(largest.get(kind) ?? 0, Buffer.byteLength(html)));
  }
  for (const [kind, bytes] of largest) console.log(`${kind}: at most ${Math.round(bytes / KB)} kB`);
  console.log(`${pages.length} pages within their budgets but for ${over} parts`);
  process.exit(pages.length === 0 || over > 0 ? 1 : 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv[2]) { console.error('usage: node sizes.mjs FOLDER'); process.exit(3); }
  main(process.argv[2]);
}
