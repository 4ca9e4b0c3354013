/** The main job by hand: people in a real browser, each with their own session, language and screen. */
@NullMarked
package org.parvis.system.browser;

import org.jspecify.annotations.NullMarked;
