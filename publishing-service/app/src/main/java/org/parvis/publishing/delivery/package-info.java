/** The way out: the attempt is on record before a byte leaves, each network is asked once, an unknown outcome is looked up or shown to a person. */
@NullMarked
package org.parvis.publishing.delivery;

import org.jspecify.annotations.NullMarked;
