/** Editorial items: variants by channel, a slot in local time, the calendar. */
@NullMarked
package org.parvis.publishing.post;

import org.jspecify.annotations.NullMarked;
