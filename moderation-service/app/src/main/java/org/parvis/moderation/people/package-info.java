/** Who works here, as moderation needs it: whom to call and how, in which role an author writes, which brands a member may see. */
@NullMarked
package org.parvis.moderation.people;

import org.jspecify.annotations.NullMarked;
