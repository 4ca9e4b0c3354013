/** Reads a message's language, tone and intent by rules and word lists, and says which words decided. */
@NullMarked
package org.parvis.listening.classification;

import org.jspecify.annotations.NullMarked;
