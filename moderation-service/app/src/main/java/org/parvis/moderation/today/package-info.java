/** What waits in moderation: the sections of the page Today, and the numbers beside the navigation. */
@NullMarked
package org.parvis.moderation.today;

import org.jspecify.annotations.NullMarked;
