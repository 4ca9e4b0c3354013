/** The Mastodon API, which other servers of the fediverse speak too. */
@NullMarked
package org.parvis.publishing.network.mastodon;

import org.jspecify.annotations.NullMarked;
