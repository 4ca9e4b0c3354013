/* Between htmx and the page: the guard header, busy buttons, errors in words where they happened, focus that stays.
   Attributes: data-errors (where an error goes), data-busy (verb in progress), data-confirm, data-confirm-verb. */
import { cookie, copyOf, guard, member, meta, say, service, word } from './shell.js';
import { ask } from './dialogs.js';

const body = document.body;

body.addEventListener('htmx:configRequest', (event) => {
  Object.assign(event.detail.headers, guard(), { Accept: 'text/html, application/problem+json' });
});

/* ---- busy ---- */

const busy = new WeakMap();

function pressedButton(detail) {
  const event = detail.requestConfig?.triggeringEvent;
  const candidate = event?.submitter ?? detail.elt;
  return candidate?.matches?.('button, .pv-btn') ? candidate : null;
}

function makeBusy(button) {
  if (!button || busy.has(button)) return;
  busy.set(button, Array.from(button.childNodes));
  button.style.minWidth = `${button.offsetWidth}px`;
  button.setAttribute('aria-busy', 'true');
  if (button.dataset.busy) {
    const ring = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    ring.setAttribute('class', 'pv-ring pv-spin');
    ring.setAttribute('viewBox', '0 0 14 14');
    ring.setAttribute('aria-hidden', 'true');
    for (const part of [{ class: 'bg' }, { pathLength: '100', 'stroke-dasharray': '70 100' }]) {
      const circle = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
      Object.entries({ cx: 7, cy: 7, r: 5.2, ...part }).forEach(([name, value]) => circle.setAttribute(name, value));
      ring.append(circle);
    }
    button.replaceChildren(ring, button.dataset.busy);
  }
}

function makeIdle(button) {
  if (!button || !busy.has(button)) return;
  button.replaceChildren(...busy.get(button));
  busy.delete(button);
  button.removeAttribute('aria-busy');
  button.style.minWidth = '';
}

body.addEventListener('htmx:beforeRequest', (event) => makeBusy(pressedButton(event.detail)));
body.addEventListener('htmx:afterRequest', (event) => makeIdle(pressedButton(event.detail)));

const holdsWords = (form) => Array.from(form.querySelectorAll('textarea, input:not([type]), input[type="text"]')).some((field) => field.value.trim());

async function isSignedOut() {
  const answer = await fetch(`/${service}/counts`, { credentials: 'same-origin', redirect: 'manual' }).catch(() => null);
  return Boolean(answer) && (answer.type === 'opaqueredirect' || answer.status === 401);
}

/** What leaves with a page is gone where nobody takes it: words are sent once it is known that somebody is signed in. */
async function askBefore(form, submitter) {
  form.dataset.sent = 'asking';
  makeBusy(submitter);
  const out = await isSignedOut();
  makeIdle(submitter);
  delete form.dataset.sent;
  if (out) {
    showError(form, wordsFor(401), () => form.requestSubmit(submitter));
    return;
  }
  form.dataset.known = 'true';
  form.requestSubmit(submitter);
}

/* A form sent the plain way leaves the page, so its button stays busy; a second press does nothing. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === 'dialog' || form.matches('[hx-post], [hx-put], [hx-patch], [hx-delete], [hx-get]')) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === 'post' && member && !form.dataset.known && holdsWords(form)) {
    event.preventDefault();
    askBefore(form, event.submitter);
    return;
  }
  if (form.method === 'post') {
    delete form.dataset.known;
    addGuardField(form);
    form.dataset.sent = 'true';
    makeBusy(event.submitter);
  }
});
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach((form) => {
  delete form.dataset.sent;
  form.querySelectorAll('[aria-busy]').forEach(makeIdle);
}));

function addGuardField(form) {
  const name = meta('csrf-parameter') || '_csrf';
  const token = meta('csrf-token') || cookie('XSRF-TOKEN');
  if (!token || form.elements.namedItem(name)) return;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = name;
  field.value = token;
  form.append(field);
}

/* ---- what a control refuses ---- */

document.addEventListener('click', (event) => {
  const control = event.target.closest?.('[aria-disabled="true"], [aria-busy="true"]');
  if (!control?.matches('button, a, .pv-btn')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const reason = document.getElementById(control.getAttribute('aria-describedby') ?? '');
  if (reason) say(reason.textContent);
}, true);

document.addEventListener('click', (event) => {
  const control = event.target.closest?.('[data-confirm]');
  if (!control || control.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(control.dataset.confirm, control.dataset.confirmVerb || control.textContent.trim(), control.matches('.danger'))
    .then((yes) => {
      if (!yes) return control.focus();
      control.dataset.confirmed = 'true';
      control.click();
      delete control.dataset.confirmed;
    });
}, true);

/* ---- errors ---- */

const shown = new WeakMap();

function placeFor(source) {
  const form = source.closest('form');
  return form?.querySelector('[data-errors]') ?? source.closest('[data-errors]') ?? null;
}

function clearError(source) {
  shown.get(source)?.remove();
  shown.delete(source);
}

/** Shows what happened where it happened; again does the same thing once more. */
export function showError(source, { what, then, code }, again) {
  clearError(source);
  const error = copyOf('pv-error');
  error.querySelector('b').textContent = what;
  error.querySelector('span').textContent = then;
  error.querySelector('code').textContent = code ?? '';
  const retry = error.querySelector('[data-retry]');
  if (again) {
    retry.addEventListener('click', () => { clearError(source); again(); });
  } else {
    retry.remove();
  }
  const place = placeFor(source);
  if (source.matches('[hx-trigger~="load"]')) {
    source.replaceChildren(error);
  } else if (place) {
    place.replaceChildren(error);
  } else {
    source.before(error);
  }
  shown.set(source, error);
  source.dispatchEvent(new CustomEvent('pv:error', { bubbles: true }));
  say(`${what} ${then}`, true);
}

const BY_STATUS = { 401: 'signedOut', 403: 'forbidden', 404: 'notFound', 409: 'conflict', 410: 'notFound', 412: 'conflict' };

/** Words for an answer; those of the server, which knows more, come first. */
export function wordsFor(status, type, text) {
  const kept = word('error.kept');
  if ((type ?? '').includes('json')) {
    try {
      const problem = JSON.parse(text);
      if (problem.title) return { what: `${problem.title.replace(/[.\s]+$/, '')}.`, then: problem.detail ?? kept, code: problem.code ?? String(status) };
    } catch { /* said to be JSON, is not: the status speaks */ }
  }
  const name = BY_STATUS[status] ?? (status >= 500 ? 'server' : 'refused');
  return { what: word(`error.${name}`), then: kept, code: String(status) };
}

/** A part of a page that did not come is named; nothing was typed, so nothing is said about it. */
function wordsForPart(detail) {
  const owner = detail.requestConfig.path.split('/')[1];
  const known = word(`service.${owner}`);
  const name = known === `service.${owner}` ? word('service.other') : known;
  return { what: word('error.part', name), then: word('error.partThen'), code: detail.xhr.status ? String(detail.xhr.status) : '' };
}

const isPart = (detail) => detail.requestConfig?.verb === 'get' && detail.elt.matches('[hx-trigger~="load"]');

function retryOf(detail) {
  const source = detail.elt;
  const config = detail.requestConfig;
  return () => {
    if (source.matches('form')) return source.requestSubmit();
    return window.htmx.ajax(config.verb.toUpperCase(), config.path, { source, target: config.target, swap: source.getAttribute('hx-swap') ?? undefined });
  };
}

/* This event comes from where the answer would go; what went wrong belongs to who asked, such as a form in a dialog. */
body.addEventListener('htmx:beforeSwap', (event) => {
  const { xhr } = event.detail;
  const asked = { ...event.detail, elt: event.detail.requestConfig?.elt ?? event.detail.elt };
  const type = xhr.getResponseHeader('Content-Type') ?? '';
  const wentToSignIn = /^\/(login|oauth2)/.test(xhr.responseURL ? new URL(xhr.responseURL).pathname : '');
  if (wentToSignIn || (type.includes('json') && event.detail.shouldSwap)) {
    event.detail.shouldSwap = false;
    showError(asked.elt, wordsFor(wentToSignIn ? 401 : xhr.status, type, xhr.responseText), retryOf(asked));
    return;
  }
  clearError(asked.elt);
  rememberFocus(event.detail.target);
});
/* The second factor is asked for on a page of its own; what was typed goes along and comes back with it. */
function toStepUp({ requestConfig: config }) {
  const form = document.createElement('form');
  const then = config.path + (config.verb === 'get' && [...config.formData].length ? `?${new URLSearchParams(config.formData)}` : '');
  form.action = `/identity/step-up?parvis_then=${encodeURIComponent(then)}`;
  form.hidden = true;
  if (config.verb === 'get') return location.assign(form.action);
  form.method = 'post';
  for (const [name, value] of config.formData) {
    if (typeof value !== 'string') continue;
    const field = document.createElement('textarea');
    field.name = name;
    field.value = value;
    form.append(field);
  }
  body.append(form);
  addGuardField(form);
  form.submit();
}

function needsStepUp(xhr) {
  if (xhr.status !== 403 || !(xhr.getResponseHeader('Content-Type') ?? '').includes('json')) return false;
  try {
    return JSON.parse(xhr.responseText).code === 'STEP_UP_NEEDED';
  } catch {
    return false;
  }
}

body.addEventListener('htmx:responseError', (event) => {
  const { xhr } = event.detail;
  if (needsStepUp(xhr)) {
    toStepUp(event.detail);
    return;
  }
  const isGone = xhr.status >= 500 && isPart(event.detail);
  const words = isGone
    ? wordsForPart(event.detail)
    : wordsFor(xhr.status, xhr.getResponseHeader('Content-Type'), xhr.responseText);
  showError(event.detail.elt, words, retryOf(event.detail));
});
body.addEventListener('htmx:sendError', (event) => {
  const words = isPart(event.detail) ? wordsForPart(event.detail) : { what: word('error.network'), then: word('error.networkKept') };
  showError(event.detail.elt, words, retryOf(event.detail));
});
body.addEventListener('htmx:timeout', (event) => {
  const words = isPart(event.detail) ? wordsForPart(event.detail) : { what: word('error.timeout'), then: word('error.kept') };
  showError(event.detail.elt, words, retryOf(event.detail));
});

/* ---- focus ---- */

let had = null;

function rememberFocus(target) {
  const active = document.activeElement;
  had = active && active !== body && target?.contains?.(active) ? { id: active.id, row: active.closest('[data-row]')?.id } : null;
}

body.addEventListener('htmx:afterSettle', () => {
  if (!had) return;
  const again = document.getElementById(had.id) ?? document.getElementById(had.row);
  had = null;
  if (document.activeElement === body) (again ?? document.querySelector('[data-row][tabindex="0"]'))?.focus({ preventScroll: true });
});
