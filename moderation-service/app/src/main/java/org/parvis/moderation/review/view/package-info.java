/** What a reviewer is shown: the draft as the public will see it, the thread up to now, what changed, what is worth a look. */
@NullMarked
package org.parvis.moderation.review.view;

import org.jspecify.annotations.NullMarked;
