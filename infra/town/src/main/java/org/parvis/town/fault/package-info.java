/** Faults that can be switched on while the town runs, drawn from one seeded generator. */
@NullMarked
package org.parvis.town.fault;

import org.jspecify.annotations.NullMarked;
