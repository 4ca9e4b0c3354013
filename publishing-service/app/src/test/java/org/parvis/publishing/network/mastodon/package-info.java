/** Tests. */
@NullMarked
package org.parvis.publishing.network.mastodon;

import org.jspecify.annotations.NullMarked;
