/* The palette: every page the member has, the shell's own actions, and the controls of this page that have a key. */
import { icon, isShown, word } from './shell.js';

const dialog = document.getElementById('pv-palette');
if (dialog) {
  const input = dialog.querySelector('input');
  const list = dialog.querySelector('.list');
  const none = dialog.querySelector('.none');
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const options = () => Array.from(list.children).filter((option) => !option.hidden);
  let at = 0;

  function mark(next) {
    const all = options();
    at = all.length ? (next + all.length) % all.length : 0;
    all.forEach((option, n) => option.setAttribute('aria-selected', String(n === at)));
    if (all[at]) {
      input.setAttribute('aria-activedescendant', all[at].id);
      all[at].scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  function filter() {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    for (const option of list.children) {
      const text = plain(option.textContent);
      option.hidden = !wanted.every((part) => text.includes(part));
    }
    none.hidden = options().length > 0;
    mark(0);
  }

  function addActions() {
    list.querySelectorAll('[data-here]').forEach((option) => option.remove());
    Array.from(document.querySelectorAll('main [data-key]')).filter(isShown).forEach((control, n) => {
      const text = (control.getAttribute('aria-label') ?? control.textContent).replace(/\s+/g, ' ').trim();
      const key = control.querySelector('kbd')?.textContent ?? '';
      const name = key && text.endsWith(key) ? text.slice(0, -key.length).trim() : text;
      if (!name || Array.from(list.children).some((option) => option.dataset.name === name)) return;
      const option = document.createElement('button');
      option.type = 'button';
      option.id = `pv-p-here-${n}`;
      option.setAttribute('role', 'option');
      option.tabIndex = -1;
      option.dataset.here = '';
      option.dataset.name = name;
      const where = document.createElement('span');
      where.className = 'pv-meta pv-push';
      where.textContent = word('palette.actions');
      option.append(icon('arrow-right'), name, where);
      option.addEventListener('click', () => { dialog.close(); control.click(); });
      list.append(option);
    });
  }

  dialog.addEventListener('pv:opened', () => {
    addActions();
    input.value = '';
    filter();
    input.focus();
  });
  input.addEventListener('input', filter);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') mark(at + 1);
    else if (event.key === 'ArrowUp') mark(at - 1);
    else if (event.key === 'Enter') options()[at]?.click();
    else return;
    event.preventDefault();
  });
  list.addEventListener('click', (event) => {
    if (event.target.closest('button')?.dataset.open === undefined) dialog.close();
  });
}
