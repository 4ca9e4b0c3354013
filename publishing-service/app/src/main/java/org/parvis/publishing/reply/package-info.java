/** Replies: drafted, submitted, approved, released, held. */
@NullMarked
package org.parvis.publishing.reply;

import org.jspecify.annotations.NullMarked;
