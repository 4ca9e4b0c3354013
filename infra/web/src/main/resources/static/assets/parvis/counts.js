/* Numbers beside the navigation entries of the other services, asked for quietly and never waited for. */
import { icon, language, member, service } from './shell.js';
import { connection } from './connection.js';

const EVERY = 60_000;
const FRESH = 20_000;
const memory = {
  get(owner) { try { return JSON.parse(sessionStorage.getItem(`pv-counts:${member}:${owner}`)); } catch { return null; } },
  set(owner, value) { try { sessionStorage.setItem(`pv-counts:${member}:${owner}`, JSON.stringify(value)); } catch { /* asks again */ } },
};

const entries = () => Array.from(document.querySelectorAll('[data-nav]'));
const owners = () => [...new Set(entries().map((entry) => entry.dataset.owner))];

function show(owner, counts) {
  for (const entry of entries().filter((one) => one.dataset.owner === owner)) {
    const count = counts[entry.dataset.nav];
    entry.querySelector('.n')?.remove();
    if (!count?.waiting) continue;
    const number = document.createElement('span');
    number.className = count.hot ? 'n hot' : 'n';
    if (count.hot && !entry.closest('.pv-bar')) number.append(icon('flame', 's14'));
    number.append(new Intl.NumberFormat(language).format(count.waiting));
    entry.append(number);
  }
}

async function ask(owner) {
  const answer = await fetch(`/${owner}/counts`, { credentials: 'same-origin', redirect: 'manual', headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  const counts = await answer.json();
  memory.set(owner, { at: Date.now(), counts });
  show(owner, counts);
}

function refresh(isFirst) {
  if (document.hidden) return;
  for (const owner of owners()) {
    const kept = memory.get(owner);
    // The page came with the counts of its own service; for a second they are the newest there are.
    if (isFirst && owner === service) continue;
    if (kept) show(owner, kept.counts);
    if (kept && Date.now() - kept.at < FRESH) continue;
    ask(owner).then(() => { if (owner === service) connection.alive(); }, () => { if (owner === service) connection.lost(); });
  }
}

let soon = 0;
document.body.addEventListener('pv:changed', () => {
  clearTimeout(soon);
  soon = setTimeout(() => ask(service).catch(() => { /* the next round asks again */ }), 1500);
});
document.addEventListener('visibilitychange', () => refresh(false));
setInterval(() => refresh(false), EVERY);
if (owners().length) refresh(true);
