/** Judging drafts: a review is opened when a policy asks for one, shown to somebody else than the author, and decided once. */
@NullMarked
package org.parvis.moderation.review;

import org.jspecify.annotations.NullMarked;
