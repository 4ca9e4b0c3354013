/** Reads feeds of every kind and quality into plain items, and refuses what is no feed or is an attack. */
@NullMarked
package org.parvis.listening.feed;

import org.jspecify.annotations.NullMarked;
