/** The JSON API that listeners and publishers use, and the control API of the test bench. */
@NullMarked
package org.parvis.town.api;

import org.jspecify.annotations.NullMarked;
