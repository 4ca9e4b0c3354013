/** Reads one kind of source each: asks politely, bounded, with overlap, and says in types what went wrong. */
@NullMarked
package org.parvis.listening.connector;

import org.jspecify.annotations.NullMarked;
