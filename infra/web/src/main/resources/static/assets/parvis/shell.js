/* What the page gave us: words in its language, icons, the token against forged requests; and a voice for screen readers. */

const words = new Map(Array.from(document.getElementById('pv-words')?.content.querySelectorAll('[data-word]') ?? [],
  (element) => [element.dataset.word, element.textContent]));

export const language = document.documentElement.lang || 'en';
export const service = document.body.dataset.service ?? '';
export const member = document.body.dataset.member ?? '';
export const zone = meta('parvis-zone') || undefined;

/** The word of that name, its places {0} {1} filled. */
export function word(name, ...values) {
  const text = words.get(name) ?? name;
  return text.replace(/\{(\d)\}/g, (place, at) => values[at] ?? place);
}

export function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? '';
}

export function icon(name, classes = '') {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', `pv-i ${classes}`.trim());
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `${meta('parvis-icons')}#${name}`);
  svg.append(use);
  return svg;
}

/** Says it to who cannot see it; urgent interrupts. */
export function say(text, urgent = false) {
  const voice = document.getElementById(urgent ? 'pv-alert' : 'pv-say');
  if (!voice) return;
  voice.textContent = '';
  setTimeout(() => { voice.textContent = text; }, 60);
}

export function cookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}

/** Header that proves a request comes from our own page: the server's when it wrote one, else the cookie's. */
export function guard() {
  const token = meta('csrf-token');
  if (token) return { [meta('csrf-header')]: token };
  const kept = cookie('XSRF-TOKEN');
  return kept ? { 'X-XSRF-TOKEN': kept } : {};
}

/** A piece of the page kept in a template. */
export function copyOf(templateId) {
  return document.getElementById(templateId).content.firstElementChild.cloneNode(true);
}

/** What this device may remember; a private window remembers nothing and nothing breaks. */
export const device = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
  remove(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
};

/** What lies in a closed details has a box all the same, so boxes do not tell. */
export function isShown(element) {
  return element.checkVisibility();
}
