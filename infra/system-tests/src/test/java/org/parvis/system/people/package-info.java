/** People outside: where their words are, how they get a copy of them, and how they are forgotten. */
@NullMarked
package org.parvis.system.people;

import org.jspecify.annotations.NullMarked;
