/** Axon on Spring Boot 4: every part declared by hand, commands sent in somebody's name, processors that read only what they handle. */
@NullMarked
package org.parvis.axon;

import org.jspecify.annotations.NullMarked;
