/** Who is who and who may do what: brands, members, grants, tokens, and the sign-in that vouches for them. */
@NullMarked
package org.parvis.identity;

import org.jspecify.annotations.NullMarked;
