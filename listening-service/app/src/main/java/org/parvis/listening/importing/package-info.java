/** Files with messages that people bring in themselves: told apart, bounded, read line by line. */
@NullMarked
package org.parvis.listening.importing;

import org.jspecify.annotations.NullMarked;
