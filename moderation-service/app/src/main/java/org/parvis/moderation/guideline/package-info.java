/** The rules of conduct that decisions cite: one text in each language, every version kept. */
@NullMarked
package org.parvis.moderation.guideline;

import org.jspecify.annotations.NullMarked;
