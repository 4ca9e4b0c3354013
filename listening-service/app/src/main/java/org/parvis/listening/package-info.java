/** Listening: what is said out there, collected from sources, matched against topics, understood. */
@NullMarked
package org.parvis.listening;

import org.jspecify.annotations.NullMarked;
