// Takes pictures of pages as readers see them: node shots.mjs OUT PAGE [PAGE ...]
// One picture a page and mode of the first screen, of the whole page with WHOLE=1, and for each page
// a contact sheet of all modes side by side.
import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { MODES, launch, open } from './check.mjs';

const SHOWN = MODES.filter(({ name }) => ['desktop', 'phone', 'dark', 'print'].includes(name));

// The pictures beside each other at one height, each under the name of its mode.
async function contactSheet(browser, file, pictures) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 600 } });
  const figures = pictures.map(({ mode, bytes }) =>
    `<figure><figcaption>${mode}</figcaption><img alt="" src="data:image/png;base64,${bytes.toString('base64')}"></figure>`);
  await page.setContent(`<style>body{display:flex;width:max-content;gap:12px;margin:12px;background:#888;font:14px Arial,sans-serif}
figure{margin:0}img{display:block;height:520px}</style>${figures.join('')}`);
  await page.locator('img').last().evaluate((image) => image.decode());
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize({ width: Math.min(width, 4000), height: 570 });
  await page.screenshot({ path: file });
  await page.close();
}

const [out, ...pages] = process.argv.slice(2);
if (!out || pages.length === 0) { console.error('usage: node shots.mjs OUT PAGE [PAGE ...]'); process.exit(3); }
mkdirSync(out, { recursive: true });
const browser = await launch();
for (const file of pages) {
  const stem = path.basename(file, '.html');
  const pictures = [];
  for (const mode of SHOWN) {
    const { context, page } = await open(browser, file, mode);
    const name = `${stem}-${mode.name}.png`;
    const bytes = await page.screenshot({ path: path.join(out, name), fullPage: process.env.WHOLE === '1' });
    pictures.push({ mode: mode.name, bytes });
    await context.close();
    console.log(name);
  }
  await contactSheet(browser, path.join(out, `${stem}-sheet.png`), pictures);
  console.log(`${stem}-sheet.png`);
}
await browser.close();
