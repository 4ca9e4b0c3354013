/** The scripted people: what they said before the town opened, what they say next, how they take an answer. */
@NullMarked
package org.parvis.town.story;

import org.jspecify.annotations.NullMarked;
