/* Dialogs of the page. Attributes: data-open="id of a dialog". */

document.addEventListener('click', (event) => {
  const opener = event.target.closest?.('[data-open]');
  if (opener) openDialog(opener.dataset.open);
  // A press beside a dialog lands on the dialog itself, because its content fills it.
  else if (event.target instanceof HTMLDialogElement) event.target.close();
});

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  document.querySelectorAll('dialog[open]').forEach((other) => other.close());
  dialog.showModal();
  dialog.dispatchEvent(new CustomEvent('pv:opened'));
}

/** Asks with the verb on the button; resolves to whether it was pressed. */
export function ask(question, verb, isDangerous) {
  const dialog = document.getElementById('pv-ask');
  const yes = dialog.querySelector('[value="yes"]');
  document.getElementById('pv-ask-q').textContent = question;
  yes.textContent = verb;
  yes.className = isDangerous ? 'pv-btn danger' : 'pv-btn primary';
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
