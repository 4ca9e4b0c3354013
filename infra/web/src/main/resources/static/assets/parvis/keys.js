/* A queue works from the keyboard. Attributes: data-row (a row), data-key="r" (pressed by that key), data-search, data-primary.
   Event: pv:selected on the row that j or k came to. Rows that open in #pane lend its keys only while it shows the selected one. */
import { isShown } from './shell.js';
import { openDialog } from './dialogs.js';

const MOVES = { j: 1, k: -1 };

const rows = () => Array.from(document.querySelectorAll('[data-row]')).filter(isShown);
export const isSelected = (row) => row.getAttribute('aria-current') === 'true';

/** Only the selected row is in the tab order: Tab leaves the queue, j and k walk in it. */
function settleTabOrder() {
  const all = rows();
  const selected = all.find(isSelected) ?? all[0];
  all.forEach((row) => { row.tabIndex = row === selected ? 0 : -1; });
}

/** The row somebody came to last: an answer that brings rows of its own selects none over it. */
let chosen = rows().find(isSelected)?.id;

/** Marks the row; who wants the focus there takes it. */
export function select(row) {
  chosen = row.id;
  rows().forEach((other) => {
    other.classList.toggle('is-on', other === row);
    if (other === row) other.setAttribute('aria-current', 'true');
    else other.removeAttribute('aria-current');
  });
  settleTabOrder();
}

/** A row that comes back with an answer is marked as it was when it was asked for; there is one selected row, and it is the last chosen. */
function keepSelection() {
  const row = rows().find((other) => other.id && other.id === chosen);
  if (row && rows().some((other) => isSelected(other) !== (other === row))) select(row);
}

function move(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.findIndex(isSelected);
  const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
  select(next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
  next.dispatchEvent(new CustomEvent('pv:selected'));
  return true;
}

/** The row whose matter the pane shows: it follows the selected one by a moment, or by as long as the house is busy. */
let shown = rows().find(isSelected)?.id;

/** Whether a control is about what is selected: nobody shall decide on the matter they have just left. */
function isAboutSelected(element) {
  const row = rows().find(isSelected);
  return !element.closest('#pane') || !row?.matches('[hx-target="#pane"]') || row.id === shown;
}

/** The control of a key: in the selected row, else anywhere it can be seen. */
function controlOf(key) {
  const wanted = `[data-key~="${CSS.escape(key)}"]`;
  const row = rows().find(isSelected);
  const found = [...(row?.querySelectorAll(wanted) ?? []), ...document.querySelectorAll(wanted)];
  return found.find((control) => isShown(control) && isAboutSelected(control));
}

function press(control) {
  // What is open already stays open: the key then leads into it.
  const isOpen = control.matches('summary') && control.parentElement.open;
  if (isOpen) (control.parentElement.querySelector('textarea, select, [data-primary]') ?? control).focus();
  else if (control.matches('input:not([type="checkbox"], [type="radio"], [type="submit"]), textarea, select')) control.focus();
  else control.click();
}

/** The form somebody can see: of three closed decisions none is submitted. */
function openForm() {
  const within = document.querySelector('dialog[open]') ?? document;
  return Array.from(within.querySelectorAll('form:has([data-primary])')).find((form) => isShown(form.querySelector('[data-primary]')));
}

function submitFrom(element) {
  const form = element.closest('form') ?? openForm();
  if (!form || !isAboutSelected(form)) return false;
  const button = form.querySelector('[data-primary]') ?? form.querySelector('.pv-btn.primary');
  if (button) button.click();
  else form.requestSubmit();
  return true;
}

const isTyping = (target) => Boolean(target.closest?.(
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]), textarea, select, [contenteditable="true"]'));

function onKey(event) {
  const { key, target } = event;
  const inDialog = Boolean(document.querySelector('dialog[open]'));
  if ((event.ctrlKey || event.metaKey) && !event.altKey && key.toLowerCase() === 'k') {
    openDialog('pv-palette');
    return true;
  }
  if ((event.ctrlKey || event.metaKey) && key === 'Enter') return submitFrom(target);
  if (event.ctrlKey || event.metaKey || event.altKey || inDialog) return false;
  if (isTyping(target)) {
    if (key === 'Escape') target.blur();
    return false;
  }
  if (key in MOVES) return move(MOVES[key]);
  if (key === '?') {
    openDialog('pv-keys');
    return true;
  }
  if (key === '/') {
    const search = Array.from(document.querySelectorAll('[data-search]')).find(isShown);
    if (search) search.focus();
    else openDialog('pv-palette');
    return true;
  }
  if (event.repeat || key.length > 1 && key !== 'Enter') return false;
  // Enter belongs to whatever has the focus; only an idle page lends it, to the control that asks for it or the selected row.
  if (key === 'Enter' && target !== document.body && !target.matches('main')) return openRow(target);
  const control = controlOf(key) ?? (key === 'Enter' ? rows().find(isSelected) : null);
  if (!control) return false;
  press(control);
  return true;
}

/** A row that is not itself a link opens the first one in it. */
function openRow(target) {
  if (!target.matches('[data-row]') || target.matches('a[href], button')) return false;
  const link = target.querySelector('a[href], [data-key~="Enter"]');
  link?.click();
  return Boolean(link);
}

document.addEventListener('keydown', (event) => {
  if (!event.defaultPrevented && onKey(event)) event.preventDefault();
});
document.addEventListener('focusin', (event) => {
  const row = event.target.closest?.('[data-row]');
  if (row && !isSelected(row)) select(row);
});
document.addEventListener('htmx:afterSettle', (event) => {
  const row = event.detail?.requestConfig?.elt?.closest?.('[data-row]');
  if (row?.matches('[hx-target="#pane"]')) shown = row.id;
  keepSelection();
  settleTabOrder();
});
document.addEventListener('htmx:oobAfterSwap', keepSelection);

/** The request whose answer is the matter of another row. */
let onItsWay = null;

function keepPane(request) {
  onItsWay = request;
  const pane = document.getElementById('pane');
  pane?.toggleAttribute('inert', Boolean(request));
  if (request) pane?.setAttribute('aria-busy', 'true');
  else pane?.removeAttribute('aria-busy');
}

/* What somebody has just left takes no clicks either: its answer would close what they open there, with the words in it. */
document.addEventListener('htmx:beforeSend', ({ detail }) => {
  if (detail.target.id === 'pane' && detail.elt.closest('[data-row]')) keepPane(detail.xhr);
});
document.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (detail.xhr === onItsWay) keepPane(null);
});
document.getElementById('pv-keys')?.addEventListener('pv:opened', (event) => {
  event.target.querySelectorAll('[data-help]').forEach((line) => {
    line.classList.toggle('off', !document.querySelector(`[data-key~="${line.dataset.help}"]`));
  });
});
settleTabOrder();
