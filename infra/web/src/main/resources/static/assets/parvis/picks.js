/* Choosing many rows of a list, to say the same of all. Attributes: data-picks (the form), data-pick (a box), data-pick-all (the box that
   means whatever the filter shows), data-picked with data-one, data-more, data-all (says how many). Shift chooses all in between. */

let last = null;

const boxesOf = (form) => Array.from(form.querySelectorAll('[data-pick]'));

function tell(form) {
  const place = form.querySelector('[data-picked]');
  if (!place) return;
  const count = boxesOf(form).filter((box) => box.checked).length;
  const { one, more, all } = place.dataset;
  const text = form.querySelector('[data-pick-all]')?.checked ? all : (count === 1 ? one : more).replace('{0}', count);
  if (place.textContent !== text) place.textContent = text;
}

document.addEventListener('click', (event) => {
  const box = event.target.closest?.('[data-pick]');
  if (!box) return;
  const boxes = boxesOf(box.form);
  const from = boxes.indexOf(last);
  const to = boxes.indexOf(box);
  if (event.shiftKey && from >= 0) {
    boxes.slice(Math.min(from, to), Math.max(from, to)).forEach((other) => { other.checked = box.checked; });
  }
  last = box;
});
document.addEventListener('change', (event) => {
  const form = event.target.closest?.('[data-picks]');
  if (form) tell(form);
});
/* A form is empty only after it said that it will be. */
document.addEventListener('reset', (event) => {
  if (event.target.matches('[data-picks]')) setTimeout(() => tell(event.target));
});
document.addEventListener('htmx:afterSettle', () => document.querySelectorAll('[data-picks]').forEach(tell));
document.querySelectorAll('[data-picks]').forEach(tell);
