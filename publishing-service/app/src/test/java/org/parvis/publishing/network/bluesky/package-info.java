/** Tests. */
@NullMarked
package org.parvis.publishing.network.bluesky;

import org.jspecify.annotations.NullMarked;
