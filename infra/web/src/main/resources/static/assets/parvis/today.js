/* Today comes in sections from several services, in the order they answer; the eye wants them in order of urgency.
   Attributes: data-today (the container), data-urgency, data-sum, data-sums (the sentence; data-lead, data-none). */
import { isSelected, select } from './keys.js';

const DEADLINES = '20';
const container = document.querySelector('[data-today]');

if (container) {
  const arrange = () => {
    const parts = Array.from(container.children);
    const sorted = parts.toSorted((one, other) => Number(one.dataset.urgency ?? 99) - Number(other.dataset.urgency ?? 99));
    if (sorted.some((part, at) => part !== parts[at])) {
      const active = document.activeElement;
      container.append(...sorted);
      if (container.contains(active)) active.focus({ preventScroll: true });
    }
    tell();
  };

  const tell = () => {
    const isWaiting = container.querySelector('.td-load:not(:has(.err))');
    if (!isWaiting) suggestFirst();
    const sentence = document.querySelector('[data-sums]');
    if (!sentence) return;
    const parts = Array.from(container.querySelectorAll('[data-sum]')).filter((part) => part.dataset.sum);
    if (parts.length) sentence.replaceChildren(`${sentence.dataset.lead} `, ...parts.flatMap(phrase), '.');
    else if (!isWaiting) sentence.textContent = sentence.dataset.none;
  };

  /* Deadlines are what the eye should not miss in the sentence. */
  const phrase = (part, at) => {
    const text = document.createElement(part.dataset.urgency === DEADLINES ? 'b' : 'span');
    text.textContent = part.dataset.sum;
    return at ? [', ', text] : [text];
  };

  /* Where the hands would start: the first deadline, or whatever comes first. Marked, not focused. */
  const suggestFirst = () => {
    const rows = Array.from(container.querySelectorAll('[data-row]'));
    if (!rows.length || rows.some(isSelected)) return;
    select(rows.find((row) => row.closest('[data-urgency]')?.dataset.urgency === DEADLINES) ?? rows[0]);
  };

  document.body.addEventListener('htmx:afterSettle', arrange);
  container.addEventListener('pv:error', arrange);
  arrange();
}
