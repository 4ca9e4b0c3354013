/* Light and dark at a press, told to the server so that the next page comes right. Attributes: data-theme-toggle, data-preferences. */
import { guard } from './shell.js';

const root = document.documentElement;

function isDark() {
  const chosen = root.getAttribute('data-bs-theme');
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function show(theme) {
  if (theme === 'SYSTEM') root.removeAttribute('data-bs-theme');
  else root.setAttribute('data-bs-theme', theme.toLowerCase());
  document.querySelectorAll('[data-preferences] [name="theme"]').forEach((button) => {
    button.setAttribute('aria-pressed', String(button.value === theme));
  });
}

function keep(theme) {
  fetch('/identity/preferences', {
    method: 'POST',
    headers: { ...guard(), 'Content-Type': 'application/x-www-form-urlencoded', 'HX-Request': 'true' },
    body: new URLSearchParams({ theme }),
    credentials: 'same-origin',
  }).catch(() => { /* the page is right; the next one will ask again */ });
}

document.addEventListener('click', (event) => {
  if (!event.target.closest?.('[data-theme-toggle]')) return;
  const theme = isDark() ? 'LIGHT' : 'DARK';
  show(theme);
  keep(theme);
});

document.addEventListener('submit', (event) => {
  const button = event.submitter;
  if (!event.target.matches('[data-preferences]') || button?.name !== 'theme') return;
  event.preventDefault();
  show(button.value);
  keep(button.value);
}, true);
