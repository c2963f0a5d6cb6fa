// The check itself: it passes a good page in every mode and names each fault of a bad one.
import test from 'node:test';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { MODES, check, launch } from './check.mjs';

const fixture = (name) => fileURLToPath(new URL(`fixtures/${name}.html`, import.meta.url));

test('a good page has no fault in any mode', async () => {
  const browser = await launch();
  for (const mode of MODES) assert.deepEqual(await check(browser, fixture('good'), mode), [], mode.name);
  await browser.close();
});

test('every fault planted in a bad page is named', async () => {
  const browser = await launch();
  const faults = (await check(browser, fixture('bad'), MODES[0])).join('\n');
  await browser.close();
  for (const fault of ['request: https://example.org', 'wider than the window', 'text of 9.0 px', 'overlap: one over',
    'cut off: cut off at the edge', 'axe color-contrast', 'axe heading-order']) {
    assert.ok(faults.includes(fault), `${fault} is not among\n${faults}`);
  }
});
