// The budgets themselves: what is within is left alone and each part that is over is named.
import test from 'node:test';
import assert from 'node:assert/strict';
import { overBudget } from './sizes.mjs';

const page = (style, script, words) => `<style>${'s'.repeat(style)}</style><p>${'w'.repeat(words)}</p><script>${'j'.repeat(script)}</script>`;

test('a page within its budgets is left alone', () => {
  for (const name of ['groups/a.html', 'leas/a.html', 'regions/a.html', 'cy/groups/a.html', 'index.html']) {
    assert.deepEqual(overBudget(name, page(12000, 4000, 380000)), [], name);
  }
});

test('each kind of page has a budget of its own', () => {
  for (const [name, most] of [['groups/a.html', 400000], ['cy/groups/a.html', 400000], ['leas/a.html', 800000], ['regions/a.html', 800000], ['index.html', 2000000]]) {
    assert.match(overBudget(name, page(0, 0, most)).join(), /^the page takes/, name);
  }
});

test('a page of no known kind has no budget', () => {
  assert.match(overBudget('elsewhere/a.html', page(0, 0, 1)).join(), /^the page takes/);
});

test('a style, a script or a packed page that is too large is named', () => {
  assert.match(overBudget('index.html', page(12001, 0, 0)).join(), /^its style takes 12001 bytes of 12000$/);
  assert.match(overBudget('index.html', page(0, 4001, 0)).join(), /^its script takes 4001 bytes of 4000$/);
  // Letters that follow from nothing before them do not pack.
  let state = 1;
  const letter = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return String.fromCharCode(33 + (state >>> 16) % 90); };
  const mixed = Array.from({ length: 150000 }, letter).join('');
  assert.match(overBudget('index.html', mixed).join(), /^the packed page takes/);
});
