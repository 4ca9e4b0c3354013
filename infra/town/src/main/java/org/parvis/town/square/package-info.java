/** What the network remembers and decides: accounts, posts, threads, keys; journalled so that a restart loses nothing. */
@NullMarked
package org.parvis.town.square;

import org.jspecify.annotations.NullMarked;
