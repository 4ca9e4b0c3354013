/** Tests. */
@NullMarked
package org.parvis.publishing.network.town;

import org.jspecify.annotations.NullMarked;
