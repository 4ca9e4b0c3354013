/** Tests of this part. */
@NullMarked
package org.parvis.identity.token;

import org.jspecify.annotations.NullMarked;
