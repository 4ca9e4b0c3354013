/** The pages people look at: timeline, thread, profile, search, control. */
@NullMarked
package org.parvis.town.page;

import org.jspecify.annotations.NullMarked;
