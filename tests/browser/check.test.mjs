// The checks themselves: they pass a good page in every mode and name each fault of a bad one.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MODES, check, launch } from './check.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const fixture = (name) => here(`fixtures/${name}.html`);
const mode = (name) => MODES.find((mode) => mode.name === name);
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const mode of MODES) {
  test(`a good page has no fault (${mode.name})`, async () => {
    assert.deepEqual(await check(browser, fixture('good'), mode), []);
  });
}

const PLANTED = {
  desktop: ['request: https://example.org', 'console: planted', 'error: thrown', 'wider than the window', 'text of 9.0 px',
    'text of 6.0 px: scaled down', 'overlap: one over', 'overlap: Lines that lie / over each other', 'cut off: cut off at the edge',
    'cut off: below the frame', 'axe color-contrast', 'axe heading-order', 'axe svg-img-alt', 'axe target-size',
    'the way to the matter leads to: a', '2 headings of the first level', 'heading level skipped: A level skipped',
    'read later and set higher: Set above', 'two links of one name: read more', 'two folds of one name: more',
    'a drawing tells no more than its name: No table', 'a drawing without its table: No table', 'tabindex of its own order',
    'a style attribute', 'policy: none', 'marked en and reads as cy: Mae hyn yn Gymraeg', 'the focus is not seen on: No ring'],
  dark: ['axe color-contrast'],
  print: ['wider than the window', 'text of 8.0 px: small on paper'],
  narrow: ['wider than the window'],
  'no script': ['not there without script: Written by a script'],
  spaced: ['cut off: Words that stay in'],
  zoomed: ['wider than the window'],
};

for (const [name, planted] of Object.entries(PLANTED)) {
  test(`every fault planted in a bad page is named (${name})`, async () => {
    const faults = (await check(browser, fixture('bad'), mode(name))).join('\n');
    for (const fault of planted) assert.ok(faults.includes(fault), `${fault} is not among\n${faults}`);
  });
}

test('what is folded or hidden is not called small or overlapping', async () => {
  const faults = await check(browser, fixture('good'), mode('desktop'));
  assert.deepEqual(faults.filter((fault) => /^(text|overlap)/.test(fault)), []);
});

test('what has room is not called cut off where readers set no spacing', async () => {
  const faults = await check(browser, fixture('bad'), mode('desktop'));
  assert.deepEqual(faults.filter((fault) => fault.startsWith('cut off: Words')), []);
});

const validate = (name) => spawnSync(here('node_modules/.bin/html-validate'),
  ['--config', here('htmlvalidate.json'), fixture(name)], { encoding: 'utf8' });

test('a good page is valid', () => {
  const { status, stdout } = validate('good');
  assert.equal(status, 0, stdout);
});

test('faults of markup planted in a bad page are named', () => {
  const { status, stdout } = validate('bad');
  assert.equal(status, 1);
  for (const rule of ['no-inline-style', 'no-dup-id']) assert.ok(stdout.includes(rule), stdout);
});

const nu = (name) => spawnSync('java', ['-jar', here('node_modules/vnu-jar/build/dist/vnu.jar'), '--errors-only', fixture(name)],
  { encoding: 'utf8' });

test('a good page is valid to the second checker', () => {
  const { status, stderr } = nu('good');
  assert.equal(status, 0, stderr);
});

test('faults of markup planted in a bad page are named by the second checker', () => {
  const { status, stderr } = nu('bad');
  assert.equal(status, 1);
  assert.ok(stderr.includes('Duplicate ID'), stderr);
});

test('packages are pinned, and the lock file names no place to fetch them from', () => {
  const { devDependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8'));
  for (const [name, version] of Object.entries(devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
  const { packages } = JSON.parse(readFileSync(here('package-lock.json'), 'utf8'));
  assert.ok(Object.keys(packages).length > 3);
  assert.deepEqual(Object.values(packages).filter((one) => one.resolved), []);
});
