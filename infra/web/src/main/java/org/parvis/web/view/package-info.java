/** What templates draw with: icons, numbers and times in the reader's language and zone, clocks, curves, the day's line. */
@NullMarked
package org.parvis.web.view;

import org.jspecify.annotations.NullMarked;
