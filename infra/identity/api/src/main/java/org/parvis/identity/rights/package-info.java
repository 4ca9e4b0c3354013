/** Who may do what: the actor behind a call, the grants they hold, and the one table that turns grants into rights. */
@NullMarked
package org.parvis.identity.rights;

import org.jspecify.annotations.NullMarked;
