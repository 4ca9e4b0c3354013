/** Tests of this part. */
@NullMarked
package org.parvis.identity.start;

import org.jspecify.annotations.NullMarked;
