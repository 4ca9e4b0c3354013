/** From the first mention to the decision, to shipped, to the author told back. */
@NullMarked
package org.parvis.reporting.loop;

import org.jspecify.annotations.NullMarked;
