/** Tests of this part. */
@NullMarked
package org.parvis.identity.signin;

import org.jspecify.annotations.NullMarked;
