/* What every page does. Each module looks after the attributes named in its head; none knows a page. */
import './requests.js';
import './keys.js';
import './palette.js';
import './dialogs.js';
import './appearance.js';
import './time.js';
import './drafts.js';
import './counters.js';
import './notices.js';
import './today.js';
import './live.js';
import './counts.js';
import './picks.js';
import './calls.js';
