/** Which drafts need approval, and why: rules a brand adopts, the words that make a rule fire, and the sentence that says so. */
@NullMarked
package org.parvis.moderation.policy;

import org.jspecify.annotations.NullMarked;
