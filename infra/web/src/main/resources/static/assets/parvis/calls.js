/* Whoever is called learns it on every page, and hears it, until somebody has the matter or they ask for quiet on this device.
   One page of the browser asks and sounds for all of them, also from the background. Attributes: data-quiet. */
import { copyOf, device, member, say, word } from './shell.js';

const EVERY = 15_000;
const NAME = `pv-calls:${member}`;
const LOW = 659.3;
const HIGH = 880;
const RING = [[LOW, 0], [HIGH, 0.25], [LOW, 0.8], [HIGH, 1.05]];
const TONE = 0.22;
const LOUD = 0.25;

const others = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : null;
const title = document.title;
let latest = { calls: [], silent: false, quiet: (device.get(NAME) ?? '').split(' ') };
let timer = 0;
let sound = null;

const keyOf = (call) => `${call.id}/${call.calls}`;
const isRinging = ({ calls, quiet }) => calls.some((call) => !quiet.includes(keyOf(call)));

function show(news) {
  const known = new Set(latest.calls.map(keyOf));
  latest = news;
  const { calls, silent } = latest;
  document.title = calls.length ? `● ${title}` : title;
  const shown = document.getElementById('pv-call');
  if (!calls.length) {
    shown?.remove();
    return;
  }
  const line = shown ?? copyOf('pv-call-line');
  const [first, ...more] = calls;
  line.querySelector('b').textContent = more.length ? word('call.more', first.reason, more.length) : word('call.one', first.reason);
  line.querySelector('a').href = `/moderation/escalations/${encodeURIComponent(first.id)}`;
  line.querySelector('[data-quiet]').hidden = !isRinging(latest);
  line.querySelector('.pv-meta').hidden = !silent || !isRinging(latest);
  if (!shown) document.body.prepend(line);
  if (calls.some((call) => !known.has(keyOf(call)))) say(line.querySelector('b').textContent, true);
}

function tell(news) {
  show(news);
  others?.postMessage(news);
}

/** Whether the browser let it be heard: it wants a page that somebody has touched. */
async function ring() {
  sound ??= new AudioContext();
  await Promise.race([sound.resume(), new Promise((done) => { setTimeout(done, 250); })]);
  if (sound.state !== 'running') return false;
  for (const [pitch, after] of RING) {
    const from = sound.currentTime + after;
    const tone = new OscillatorNode(sound, { type: 'triangle', frequency: pitch });
    const volume = new GainNode(sound, { gain: LOUD });
    volume.gain.setTargetAtTime(0, from + TONE / 2, TONE / 6);
    tone.connect(volume).connect(sound.destination);
    tone.start(from);
    tone.stop(from + TONE);
  }
  return true;
}

async function ask() {
  const answer = await fetch('/moderation/calls', { credentials: 'same-origin', redirect: 'manual', headers: { Accept: 'application/json' } })
    .catch(() => null);
  if (!answer?.ok) return;
  const calls = await answer.json();
  const silent = isRinging({ ...latest, calls }) && !(await ring());
  tell({ ...latest, calls, silent });
}

function lead() {
  ask();
  timer = setInterval(ask, EVERY);
  return new Promise(() => { /* until the page goes, or another one takes over */ });
}

/* Where the browser cannot agree on one page, each asks for itself. */
function follow(options) {
  if (!navigator.locks) {
    lead();
    return;
  }
  navigator.locks.request(NAME, options, lead).catch(() => {
    clearInterval(timer);
    timer = 0;
    follow({});
  });
}

function start() {
  others?.addEventListener('message', ({ data }) => {
    if (data !== 'news') show(data);
    else if (timer) others.postMessage(latest);
  });
  others?.postMessage('news');
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-quiet]')) return;
    const quiet = latest.calls.map(keyOf);
    // For the pages of later; those that are open are told, because what is kept reaches them when it likes.
    device.set(NAME, quiet.join(' '));
    tell({ ...latest, quiet });
  });
  // A page that was touched may sound: it takes the task from one that may not.
  for (const touch of ['pointerdown', 'keydown']) {
    document.addEventListener(touch, () => {
      if (!latest.silent) return;
      latest.silent = false;
      if (timer) ask();
      else follow({ steal: true });
    });
  }
  follow({});
}

if (document.querySelector('[data-nav="escalations"]')) start();
