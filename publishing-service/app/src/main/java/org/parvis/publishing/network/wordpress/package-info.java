/** Blogs that run WordPress: posts of ours, and replies under posts. */
@NullMarked
package org.parvis.publishing.network.wordpress;

import org.jspecify.annotations.NullMarked;
