// What is measured in an open page, beyond what axe can tell. Each function runs in the page and gives its faults as
// lines of text.

// The text spacing that readers may set for themselves, WCAG 1.4.12. A style sheet made by script passes the policy.
export function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}`);
  document.adoptedStyleSheets.push(sheet);
}

// Unfolds everything, so that what is folded is measured too.
export function unfold() {
  document.querySelectorAll('details').forEach((details) => { details.open = true; });
}

// What a reader would stumble over: a page too wide, texts too small, cut off, or over each other.
export function layout(smallest) {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`wider than the window: ${root.scrollWidth} of ${root.clientWidth}`);
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const scale = (element) => {
    const svg = element.closest('svg');
    return svg ? svg.getBoundingClientRect().width / (svg.viewBox.baseVal.width || 1) : 1;
  };
  // Texts for listeners alone are squeezed into a pixel, which is no loss.
  const squeezed = new Map();
  const isSqueezed = (element) => {
    if (!element || element === document.body) return false;
    if (!squeezed.has(element)) {
      const hides = getComputedStyle(element).overflowX === 'hidden' && element.clientWidth <= 1;
      squeezed.set(element, hides || isSqueezed(element.parentElement));
    }
    return squeezed.get(element);
  };
  const cuts = new Set();
  const looked = new Set();
  const checkCut = (element) => {
    for (let box = element; box && box !== document.body && !looked.has(box); box = box.parentElement) {
      looked.add(box);
      const { overflowX, overflowY, textOverflow } = getComputedStyle(box);
      const across = ['hidden', 'clip'].includes(overflowX) && box.scrollWidth > box.clientWidth + 1;
      const down = ['hidden', 'clip'].includes(overflowY) && box.scrollHeight > box.clientHeight + 1;
      if (across || down || (textOverflow === 'ellipsis' && across)) cuts.add(`cut off: ${box.textContent.trim().slice(0, 30)}`);
    }
  };
  const small = new Set();
  const placed = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const words = node.data.trim();
    if (!words || !shown(element) || element.closest('title,desc,script,style,template') || isSqueezed(element)) continue;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale(element);
    if (size < smallest - 0.05) small.add(`text of ${size.toFixed(1)} px: ${words.slice(0, 30)}`);
    if (element.closest('svg')) continue;
    checkCut(element);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1) placed.push({ words: words.slice(0, 30), node, box });
  }
  faults.push(...[...small].slice(0, 5), ...[...cuts].slice(0, 5));
  // From the top down, each text is held against those that begin above its end.
  placed.sort((one, other) => one.box.top - other.box.top);
  const over = new Set();
  placed.forEach(({ words, node, box }, at) => {
    for (let next = at + 1; next < placed.length && placed[next].box.top < box.bottom - 5; next += 1) {
      const other = placed[next];
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (other.node !== node && across > 1.5 && down > 5) over.add(`overlap: ${words} / ${other.words}`);
    }
  });
  faults.push(...[...over].slice(0, 5));
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

// What the markup says of order, names, languages and what the page may do. The same at every width.
export function structure() {
  const faults = [];
  const told = (element) => element.textContent.replace(/\s+/g, ' ').trim();
  const headings = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')];
  const level = (heading) => Number(heading.localName[1]);
  const titles = headings.filter((heading) => level(heading) === 1).length;
  if (titles !== 1) faults.push(`${titles} headings of the first level`);
  headings.forEach((heading, at) => {
    const before = at === 0 ? 0 : level(headings[at - 1]);
    if (level(heading) > before + 1) faults.push(`heading level skipped: ${told(heading).slice(0, 40)}`);
    // What is folded away or for paper only stands nowhere.
    const seen = heading.checkVisibility({ contentVisibilityAuto: true });
    const { top, left } = heading.getBoundingClientRect();
    const above = seen ? headings.slice(0, at).filter((other) => other.checkVisibility({ contentVisibilityAuto: true })).at(-1)?.getBoundingClientRect() : null;
    if (above && top < above.top - 1 && left < above.right) faults.push(`read later and set higher: ${told(heading).slice(0, 40)}`);
  });
  // In one table, figure or list the same words must lead to the same place, unless their cell or row says more;
  // elsewhere their heading tells them apart.
  const name = (element) => element.getAttribute('aria-label') ?? told(element);
  const contexts = new Map();
  for (const link of document.querySelectorAll('a[href]')) {
    const [cell, row] = [link.closest('th,td'), link.closest('tr')?.querySelector('th')];
    const words = [link, cell, row].filter((part) => part).map(name).join(' | ').toLowerCase();
    if (!name(link)) faults.push(`a link without words: ${link.getAttribute('href')}`);
    const context = link.closest('table,figure,nav,section,footer,header,main');
    if (!contexts.has(context)) contexts.set(context, new Map());
    const leads = contexts.get(context);
    if (leads.has(words) && leads.get(words) !== link.href) faults.push(`two links of one name: ${words}`);
    leads.set(words, link.href);
  }
  const folds = [...document.querySelectorAll('summary')].map((summary) => name(summary).toLowerCase());
  const twice = folds.filter((words, at) => folds.indexOf(words) !== at);
  if (twice.length > 0) faults.push(`two folds of one name: ${twice[0]}`);
  for (const svg of document.querySelectorAll('svg[role=img]')) {
    const [words, tells] = ['aria-labelledby', 'aria-describedby'].map((by) => document.getElementById(svg.getAttribute(by))?.textContent ?? '');
    if (!tells.trim() || tells.trim() === words.trim() || tells.length > 220) faults.push(`a drawing tells no more than its name: ${words.slice(0, 40)}`);
    if (svg.closest('figure[id]') && !svg.closest('figure').querySelector('table')) faults.push(`a drawing without its table: ${words.slice(0, 40)}`);
  }
  if (document.querySelector('[tabindex]:not([tabindex="0"],[tabindex="-1"])')) faults.push('tabindex of its own order');
  if (document.querySelector('[style]')) faults.push('a style attribute');
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? 'none';
  const strict = /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; script-src ('none'|'sha256-[\w+/]{43}='); img-src data:; base-uri 'none'; form-action 'none'$/;
  if (!strict.test(policy)) faults.push(`policy: ${policy}`);
  const unlocked = document.scripts.length > 0 && policy.includes("script-src 'none'");
  if (unlocked) faults.push('a script that its policy forbids');
  return faults;
}

// Sentences in another language than the one they are marked with: three of its small words are no accident, two
// may be a name.
export function languages() {
  const SMALL = {
    en: ['the', 'and', 'of', 'with', 'from', 'their', 'this', 'which', 'were', 'answered'],
    cy: ['yn', 'mae', 'sydd', 'gan', 'wedi', 'oedd', 'neu', 'eu', 'ei', 'bod'],
  };
  const faults = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // What a mark says to a pointer mixes a name with the page's words, and nobody hears it: a drawing is one image.
    if (node.parentElement.closest('script,style,code,svg g > title')) continue;
    const own = node.parentElement.closest('[lang]').getAttribute('lang').slice(0, 2);
    const words = new Set(node.data.toLowerCase().split(/[^\p{L}]+/u));
    const foreign = Object.keys(SMALL).filter((tag) => tag !== own && SMALL[tag].filter((word) => words.has(word)).length > 2);
    if (foreign.length > 0) faults.add(`marked ${own} and reads as ${foreign}: ${node.data.trim().slice(0, 40)}`);
  }
  return [...faults].slice(0, 5);
}

// How the element that has the focus is shown.
export function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const within = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && width > 0 && height > 0;
  const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  const all = [...document.querySelectorAll('*')];
  return { words: element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40), href: element.getAttribute('href'), place: all.indexOf(element), id: element.id, within, ring };
}
