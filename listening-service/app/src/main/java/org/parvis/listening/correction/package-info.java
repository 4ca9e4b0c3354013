/** Batches: one correction of the readings of many mentions at once, and how it is taken back. */
@NullMarked
package org.parvis.listening.correction;

import org.jspecify.annotations.NullMarked;
