/** Hardened outbound HTTP: reads the hostile web within limits, and sends exactly once. */
@NullMarked
package org.parvis.fetcher;

import org.jspecify.annotations.NullMarked;
