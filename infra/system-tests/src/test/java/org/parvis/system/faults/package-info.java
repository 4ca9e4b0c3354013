/** The whole product at work while something goes wrong again and again; {@code ./mvnw verify -Pfaults}. Each run prints its counts. */
@NullMarked
package org.parvis.system.faults;

import org.jspecify.annotations.NullMarked;
