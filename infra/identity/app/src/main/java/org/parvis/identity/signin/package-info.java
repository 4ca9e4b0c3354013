/** The door: the sign-in page and what guards it, and the OpenID Connect issuer that vouches for whoever came in. */
@NullMarked
package org.parvis.identity.signin;

import org.jspecify.annotations.NullMarked;
