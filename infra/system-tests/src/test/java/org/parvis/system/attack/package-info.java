/** Somebody with every role of another brand, and somebody of the brand itself, try everything that the services describe and show. */
@NullMarked
package org.parvis.system.attack;

import org.jspecify.annotations.NullMarked;
