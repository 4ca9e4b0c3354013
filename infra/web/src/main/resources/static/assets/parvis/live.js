/* What changed while the page is open. Nothing moves: a notice says how much is newer and waits to be pressed.
   Attributes: data-live="topics", data-newer="id of the list". Events: pv:refresh on the list, pv:changed on the body. */
import { isShown, say, service, word } from './shell.js';
import { connection } from './connection.js';

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
const OWN_ACT_ECHOES = 10_000;
/* A server that stands still keeps its line open; one that lives says something every fifteen seconds. */
const SILENT = 40_000;

const seen = new Map();
let acts = [];
let stream = null;
let following = '';
let lastId = '';
let pause = FIRST_PAUSE;
let timer = 0;
let watch = 0;

const topicsOf = (element) => (element?.closest('[data-live]')?.dataset.live ?? '').split(/\s+/).filter(Boolean);
const allTopics = () => [...new Set(Array.from(document.querySelectorAll('[data-live]')).flatMap(topicsOf))].sort();

function open() {
  const topics = allTopics();
  clearTimeout(timer);
  if (!topics.length || document.hidden || stream) return;
  following = topics.join(',');
  stream = new EventSource(`/${service}/live?topics=${topics.join(',')}&after=${encodeURIComponent(lastId)}`);
  heard();
  stream.addEventListener('alive', (event) => {
    heard();
    pause = FIRST_PAUSE;
    connection.alive(JSON.parse(event.data).lagMillis);
  });
  stream.addEventListener('changed', (event) => {
    heard();
    lastId = event.lastEventId;
    changed(JSON.parse(event.data));
  });
  stream.addEventListener('lost', (event) => {
    lastId = event.lastEventId;
    document.querySelectorAll('[data-newer]').forEach((notice) => show(notice, word('live.newerSome')));
  });
  stream.addEventListener('error', again);
}

function again() {
  close();
  connection.lost();
  // Not all at once after a restart: up to half of the pause is chance.
  timer = setTimeout(open, pause * (0.75 + Math.random() / 2));
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

function heard() {
  clearTimeout(watch);
  watch = setTimeout(again, SILENT);
}

function close() {
  clearTimeout(watch);
  stream?.close();
  stream = null;
}

function changed({ topic, item }) {
  acts = acts.filter((act) => Date.now() - act.at < OWN_ACT_ECHOES);
  document.body.dispatchEvent(new CustomEvent('pv:changed', { detail: { topic, item } }));
  // What the reader just did is on the page already.
  if (acts.some((act) => act.path.includes(item))) return;
  if (!seen.has(topic)) seen.set(topic, new Set());
  seen.get(topic).add(item);
  document.querySelectorAll('[data-newer]').forEach((notice) => {
    const topics = topicsOf(notice);
    if (!topics.includes(topic)) return;
    const count = new Set(topics.flatMap((name) => [...(seen.get(name) ?? [])])).size;
    show(notice, count === 1 ? word('live.newerOne') : word('live.newer', count));
  });
}

function show(notice, text) {
  const wasHidden = !isShown(notice);
  notice.hidden = false;
  notice.querySelector('span').textContent = text;
  if (wasHidden) say(text);
}

document.addEventListener('click', (event) => {
  const notice = event.target.closest?.('[data-newer]');
  if (!notice || !event.target.closest('button')) return;
  const list = document.getElementById(notice.dataset.newer);
  topicsOf(notice).forEach((topic) => seen.delete(topic));
  notice.hidden = true;
  if (list?.matches('[hx-get]')) {
    list.dispatchEvent(new CustomEvent('pv:refresh'));
    list.querySelector('[data-row]')?.focus({ preventScroll: true });
  } else {
    location.reload();
  }
});
document.body.addEventListener('htmx:beforeRequest', (event) => {
  if (event.detail.requestConfig.verb !== 'get') acts.push({ path: event.detail.requestConfig.path, at: Date.now() });
});
document.addEventListener('visibilitychange', () => {
  // A hidden page would hold one of the few connections a browser gives to an address.
  if (document.hidden) close();
  else open();
});
/* A pane that was opened or closed may follow something else than the page did before. */
document.addEventListener('htmx:afterSettle', () => {
  if (stream && allTopics().join(',') === following) return;
  close();
  open();
});
addEventListener('online', () => { pause = FIRST_PAUSE; open(); });
addEventListener('pagehide', close);
addEventListener('pageshow', (event) => { if (event.persisted) open(); });
open();
