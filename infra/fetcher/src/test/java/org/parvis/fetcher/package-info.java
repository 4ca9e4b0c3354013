/** Tests of the hardened outbound HTTP against servers that misbehave. */
@NullMarked
package org.parvis.fetcher;

import org.jspecify.annotations.NullMarked;
