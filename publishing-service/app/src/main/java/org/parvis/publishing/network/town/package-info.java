/** The town, a network that can be made to misbehave. */
@NullMarked
package org.parvis.publishing.network.town;

import org.jspecify.annotations.NullMarked;
