/** Tests of this part. */
@NullMarked
package org.parvis.identity.password;

import org.jspecify.annotations.NullMarked;
