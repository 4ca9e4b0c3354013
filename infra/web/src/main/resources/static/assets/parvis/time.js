/* Times that stay true while the page is open. Attributes: data-clock with data-from and data-due, data-age and data-ago on a
   time element, data-undo with data-seconds and data-words. The machine's clock may be wrong, so everything is measured from the server's. */
import { icon, language, meta, say, word, zone } from './shell.js';

const ahead = meta('parvis-now') ? Date.parse(meta('parvis-now')) - Date.now() : 0;
const SOON_FROM = 80;

export const now = () => Date.now() + ahead;

/** Lengths in at most two units: the same rule as Spans.java. */
export function span(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  if (seconds < 60) return `${seconds}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}\u00a0min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    const rest = minutes % 60;
    return `${hours}\u00a0h${rest ? `\u00a0${String(rest).padStart(2, '0')}` : ''}`;
  }
  const days = Math.floor(hours / 24);
  const rest = hours % 24;
  return `${days}\u00a0${word('time.day')}${rest && days < 10 ? ` ${rest}\u00a0h` : ''}`;
}

export function hourOf(at) {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB',
    { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: zone }).format(at);
}

export function fillRing(ring, share) {
  ring?.lastElementChild?.setAttribute('stroke-dasharray', `${Math.round(Math.min(100, Math.max(0, share)))} 100`);
}

function newRing() {
  const space = 'http://www.w3.org/2000/svg';
  const ring = document.createElementNS(space, 'svg');
  ring.setAttribute('class', 'pv-ring');
  ring.setAttribute('viewBox', '0 0 14 14');
  ring.setAttribute('aria-hidden', 'true');
  ['bg', ''].forEach((name) => {
    const circle = document.createElementNS(space, 'circle');
    Object.entries({ cx: 7, cy: 7, r: 5.2 }).forEach(([key, value]) => circle.setAttribute(key, value));
    if (name) circle.setAttribute('class', name);
    else circle.setAttribute('pathLength', '100');
    ring.append(circle);
  });
  return ring;
}

function drawClock(clock) {
  const [left, late] = clock.dataset.clock.split(' ');
  const from = Date.parse(clock.dataset.from);
  const due = Date.parse(clock.dataset.due);
  const rest = due - now();
  const gone = 100 - (rest / Math.max(1000, due - from)) * 100;
  const state = rest < 0 ? 'breached' : gone >= SOON_FROM ? 'soon' : 'calm';
  if (clock.dataset.state !== state) {
    clock.dataset.state = state;
    clock.className = { calm: 'pv-st', soon: 'pv-st warn fill', breached: 'pv-st danger fill' }[state];
    clock.querySelector('svg').replaceWith(state === 'breached' ? icon('clock-exclamation') : newRing());
  }
  if (state !== 'breached') fillRing(clock.querySelector('svg'), gone);
  clock.querySelector('span').textContent = word(`clock.${rest < 0 ? late : left}`, span(rest));
}

function drawAge(time) {
  const old = now() - Date.parse(time.dateTime);
  // Older ones were written by the server as a weekday or a date, which do not change while somebody looks.
  if ('ago' in time.dataset) {
    time.textContent = old < 10_000 ? word('time.justNow') : word('time.ago', span(old));
  } else if (old < 60_000) {
    time.textContent = word('time.now');
  } else if (old < 12 * 3_600_000) {
    time.textContent = old < 3_600_000 ? `${Math.floor(old / 60_000)}\u00a0min` : `${Math.floor(old / 3_600_000)}\u00a0h`;
  }
}

function drawUndo(dock) {
  const rest = Date.parse(dock.dataset.undo) - now();
  const seconds = Math.ceil(rest / 1000);
  const isOver = rest <= 0;
  const { words } = dock.dataset;
  dock.querySelector('[data-left]').textContent = isOver ? word(`${words}.gone`) : word(`${words}.left`, span(seconds * 1000));
  fillRing(dock.querySelector('svg'), (rest / (Number(dock.dataset.seconds) * 1000)) * 100);
  if (isOver && !dock.dataset.over) {
    dock.dataset.over = 'true';
    dock.querySelectorAll('button').forEach((button) => { button.hidden = true; });
    dock.dispatchEvent(new CustomEvent('pv:undo-over', { bubbles: true }));
    say(word(`${words}.gone`));
  } else if (!isOver && seconds % 5 === 0 && dock.dataset.said !== String(seconds)) {
    dock.dataset.said = String(seconds);
    say(`${dock.querySelector('.pv-strong')?.textContent ?? ''}: ${word(`${words}.left`, span(seconds * 1000))}`);
  }
}

function everySecond() {
  document.querySelectorAll('[data-undo]').forEach(drawUndo);
}

function everyTenSeconds() {
  document.querySelectorAll('[data-clock]').forEach(drawClock);
  document.querySelectorAll('time[data-age], time[data-ago]').forEach(drawAge);
}

setInterval(everySecond, 1000);
setInterval(everyTenSeconds, 10_000);
document.addEventListener('visibilitychange', () => { if (!document.hidden) everyTenSeconds(); });
everySecond();
