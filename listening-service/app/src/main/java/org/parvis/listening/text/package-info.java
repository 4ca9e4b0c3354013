/** Turns what strangers write into text that is safe to store, match and show. */
@NullMarked
package org.parvis.listening.text;

import org.jspecify.annotations.NullMarked;
