/** Members' passwords: their hashes, in a table of identity's own, and the rules for choosing one. */
@NullMarked
package org.parvis.identity.password;

import org.jspecify.annotations.NullMarked;
