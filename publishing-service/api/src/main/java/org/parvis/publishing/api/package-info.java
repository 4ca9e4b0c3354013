/** Published language of publishing: channels, replies, posts, and their way out to the network. */
@NullMarked
package org.parvis.publishing.api;

import org.jspecify.annotations.NullMarked;
