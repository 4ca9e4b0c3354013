/** Tests of the service as a whole. */
@NullMarked
package org.parvis.publishing;

import org.jspecify.annotations.NullMarked;
