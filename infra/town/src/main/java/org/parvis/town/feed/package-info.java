/** The public timeline as Atom, RSS and JSON Feed. */
@NullMarked
package org.parvis.town.feed;

import org.jspecify.annotations.NullMarked;
