/** Tells open pages that something changed, over server-sent events, without ever moving what the reader looks at. */
@NullMarked
package org.parvis.web.live;

import org.jspecify.annotations.NullMarked;
