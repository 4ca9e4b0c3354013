/* The notification area, and copying. Attributes: data-dismiss, data-copy="#selector". */
import { copyOf, say, word } from './shell.js';

const area = document.getElementById('pv-toasts');
const AT_MOST = 3;

export function notify(text) {
  if (!area) return say(text);
  const toast = copyOf('pv-toast');
  toast.querySelector('span').textContent = text;
  area.append(toast);
  return undefined;
}

function tidy() {
  while (area && area.children.length > AT_MOST) area.firstElementChild.remove();
}

document.addEventListener('click', (event) => {
  const dismiss = event.target.closest?.('[data-dismiss]');
  if (dismiss) dismiss.closest('.pv-toast, .pv-note')?.remove();
  const copy = event.target.closest?.('[data-copy]');
  if (copy) {
    const source = document.querySelector(copy.dataset.copy);
    navigator.clipboard?.writeText(source?.value ?? source?.textContent ?? '').then(() => notify(word('copied')));
  }
});
if (area) new MutationObserver(tidy).observe(area, { childList: true });
