/* How long a text is, in what people call characters. Attributes: data-count="300" data-count-to="id" data-count-submit="id".
   The button is refused while the text is too long; the reason is the counter itself. */
import { word } from './shell.js';

const segments = 'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : null;

export function lengthOf(text) {
  return segments ? Array.from(segments.segment(text)).length : Array.from(text).length;
}

function count(field) {
  const limit = Number(field.dataset.count);
  const used = lengthOf(field.value);
  const isOver = used > limit;
  const output = document.getElementById(field.dataset.countTo);
  if (output) {
    output.textContent = isOver ? `${used} / ${limit} · ${word('count.over', used - limit)}` : `${used} / ${limit}`;
    output.setAttribute('aria-label', word('count.of', used, limit));
    output.classList.toggle('c-danger', isOver);
  }
  field.toggleAttribute('aria-invalid', isOver);
  const button = document.getElementById(field.dataset.countSubmit);
  if (!button) return;
  if (isOver) {
    button.setAttribute('aria-disabled', 'true');
    button.setAttribute('aria-describedby', field.dataset.countTo);
    button.dataset.tooLong = '';
  } else if ('tooLong' in button.dataset) {
    button.removeAttribute('aria-disabled');
    button.removeAttribute('aria-describedby');
    delete button.dataset.tooLong;
  }
}

const countAll = () => document.querySelectorAll('[data-count]').forEach(count);

document.addEventListener('input', (event) => { if (event.target.matches?.('[data-count]')) count(event.target); });
document.addEventListener('htmx:afterSettle', countAll);
countAll();
