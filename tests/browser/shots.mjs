// Takes pictures of pages as readers see them: node shots.mjs OUT PAGE [PAGE ...]
import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { MODES, launch, open } from './check.mjs';

const [out, ...pages] = process.argv.slice(2);
if (!out || pages.length === 0) { console.error('usage: node shots.mjs OUT PAGE [PAGE ...]'); process.exit(3); }
mkdirSync(out, { recursive: true });
const browser = await launch();
for (const file of pages) {
  for (const mode of MODES.filter(({ name }) => ['desktop', 'phone', 'dark', 'print'].includes(name))) {
    const { context, page } = await open(browser, file, mode);
    const name = `${path.basename(file, '.html')}-${mode.name}.png`;
    await page.screenshot({ path: path.join(out, name), fullPage: process.env.WHOLE === '1' });
    await context.close();
    console.log(name);
  }
}
await browser.close();
