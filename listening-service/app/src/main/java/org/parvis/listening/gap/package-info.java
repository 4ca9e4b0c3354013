/** Times of which we know that something is missing. */
@NullMarked
package org.parvis.listening.gap;

import org.jspecify.annotations.NullMarked;
