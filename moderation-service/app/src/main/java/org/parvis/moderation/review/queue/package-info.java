/** Reviews as lists and pages read them: what waits, what was decided, who saw what. */
@NullMarked
package org.parvis.moderation.review.queue;

import org.jspecify.annotations.NullMarked;
