/* A draft is kept on the server while it is written, and on this device until the server has it.
   Attributes on a form: data-draft="/address" (PUT of its fields), data-draft-state="id of a draftState". */
import { device, guard, icon, member, word } from './shell.js';
import { hourOf, now } from './time.js';

const WAIT = 800;
const LONGEST_PAUSE = 30_000;
const drafts = new WeakMap();

function fieldsOf(form) {
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => { if (typeof value === 'string' && !name.startsWith('_')) fields.append(name, value); });
  return fields;
}

class Draft {
  /** touched: somebody wrote before the page had settled, so what is in the fields now is not what the server has. */
  constructor(form, touched) {
    this.form = form;
    // The next member on this machine must not find it.
    this.key = `pv-draft:${member}:${form.dataset.draft}`;
    this.pause = 1000;
    this.sent = touched ? null : fieldsOf(form).toString();
    if (!touched) this.bringBack();
  }

  /** Something this device kept because the server never got it. */
  bringBack() {
    const kept = device.get(this.key);
    if (!kept || kept === this.sent) return;
    new URLSearchParams(kept).forEach((value, name) => {
      const field = this.form.elements.namedItem(name);
      if (field && 'value' in field && field.type !== 'hidden') {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    });
    this.show('warn', 'history', word('draft.restored'));
    this.later(0);
  }

  changed() {
    device.set(this.key, fieldsOf(this.form).toString());
    this.later(WAIT);
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  async save() {
    if (this.saving) return this.later(WAIT);
    const fields = fieldsOf(this.form).toString();
    if (fields === this.sent) return undefined;
    this.saving = true;
    this.show('', 'cloud-up', word('draft.saving'));
    try {
      const answer = await fetch(this.form.dataset.draft, {
        method: 'PUT',
        headers: { ...guard(), 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8' },
        body: fields,
        credentials: 'same-origin',
        signal: AbortSignal.timeout(10_000),
      });
      this.settle(answer, fields);
    } catch {
      this.failed();
    } finally {
      this.saving = false;
    }
    return undefined;
  }

  settle(answer, fields) {
    if (answer.ok && !answer.redirected) {
      this.sent = fields;
      this.pause = 1000;
      if (fieldsOf(this.form).toString() === fields) device.remove(this.key);
      this.show('ok', 'cloud-check', word('draft.saved', hourOf(now())));
    } else if (answer.status === 409 || answer.status === 412) {
      this.show('warn', 'git-merge', word('draft.conflict'));
    } else {
      this.failed();
    }
  }

  failed() {
    this.show('danger', 'cloud-off', word('draft.kept'));
    this.later(this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  /** Sent for good: nothing of it stays here. */
  finish() {
    clearTimeout(this.timer);
    device.remove(this.key);
    this.sent = fieldsOf(this.form).toString();
  }

  show(kind, name, text) {
    const state = document.getElementById(this.form.dataset.draftState);
    if (!state) return;
    state.className = `pv-st ${kind}`.trim();
    state.replaceChildren(icon(name), text);
  }
}

function draftOf(form, touched = false) {
  if (!drafts.has(form)) drafts.set(form, new Draft(form, touched));
  return drafts.get(form);
}

const formOf = (event) => event.target.closest?.('form[data-draft]');
const findAll = () => document.querySelectorAll('form[data-draft]').forEach((form) => draftOf(form));

document.addEventListener('input', (event) => { const form = formOf(event); if (form) draftOf(form, true).changed(); });
document.addEventListener('submit', (event) => {
  const form = formOf(event);
  // With htmx, only a success means that it arrived.
  if (form && !form.matches('[hx-post], [hx-put]')) draftOf(form).finish();
});
document.addEventListener('htmx:afterRequest', (event) => {
  const form = event.detail.elt?.closest?.('form[data-draft]');
  if (form && event.detail.successful && event.detail.requestConfig?.verb !== 'get') draftOf(form).finish();
});
document.addEventListener('htmx:afterSettle', findAll);
addEventListener('online', () => document.querySelectorAll('form[data-draft]').forEach((form) => draftOf(form).later(0)));
findAll();
