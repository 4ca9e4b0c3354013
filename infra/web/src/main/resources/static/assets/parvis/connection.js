/* Whether what the page shows can be trusted to be new, in the foot of the sidebar: up to date, behind, connection lost. */
import { icon, say, service, word } from './shell.js';
import { span } from './time.js';

const WORTH_SAYING = 5000;
const place = document.getElementById('pv-live');
let timer = 0;

function show(state, name, text) {
  if (!place || (place.dataset.state === state && state !== 'behind')) return;
  const wasLost = place.dataset.state === 'lost';
  place.dataset.state = state;
  place.querySelector('svg').replaceWith(icon(name, 's14'));
  place.querySelector('span').textContent = text;
  // On narrow screens the sidebar is folded away, so bad news gets a line of its own.
  const strip = document.getElementById('pv-lost');
  if (strip) {
    strip.hidden = state === 'ok' || state === 'behind';
    strip.replaceChildren(icon(name, 's14'), text);
  }
  if (state === 'lost' || state === 'out' || wasLost) say(text);
}

export const connection = {
  alive(lagMillis = 0) {
    clearTimeout(timer);
    timer = 0;
    if (lagMillis > WORTH_SAYING) show('behind', 'hourglass', word('live.behind', span(lagMillis)));
    else show('ok', 'circle-check', word('live.ok'));
  },

  /** Said only when it lasts: a stream that ends and comes back is nothing to worry about. */
  lost() {
    timer ||= setTimeout(async () => {
      timer = 0;
      const status = await fetch(`/${service}/counts`, { credentials: 'same-origin', redirect: 'manual' })
        .then((answer) => (answer.type === 'opaqueredirect' ? 401 : answer.status), () => 0);
      if (status === 401) show('out', 'logout', word('live.signedOut'));
      else if (status === 200) show('ok', 'circle-check', word('live.ok'));
      else show('lost', 'cloud-off', word('live.lost'));
    }, 3000);
  },
};

addEventListener('offline', () => show('lost', 'cloud-off', word('live.lost')));
