/** An auditor's visits: that nothing was rewritten since the last one, that nothing is missing, and who saw it from outside. */
@NullMarked
package org.parvis.reporting.visit;

import org.jspecify.annotations.NullMarked;
