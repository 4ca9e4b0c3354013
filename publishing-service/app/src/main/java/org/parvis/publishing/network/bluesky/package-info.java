/** The AT Protocol, as Bluesky speaks it. */
@NullMarked
package org.parvis.publishing.network.bluesky;

import org.jspecify.annotations.NullMarked;
