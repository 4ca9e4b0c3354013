/** Tests of the service as a whole. */
@NullMarked
package org.parvis.identity;

import org.jspecify.annotations.NullMarked;
