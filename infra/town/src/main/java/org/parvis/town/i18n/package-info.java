/** French and English: every word the town itself says to people. */
@NullMarked
package org.parvis.town.i18n;

import org.jspecify.annotations.NullMarked;
