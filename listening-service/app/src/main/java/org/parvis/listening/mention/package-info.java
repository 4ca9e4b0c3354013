/** Mentions: from a message found in a source to entries, and the room where people read them. */
@NullMarked
package org.parvis.listening.mention;

import org.jspecify.annotations.NullMarked;
