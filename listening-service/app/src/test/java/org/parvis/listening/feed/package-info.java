/** Tests of org.parvis.listening.feed. */
@NullMarked
package org.parvis.listening.feed;

import org.jspecify.annotations.NullMarked;
