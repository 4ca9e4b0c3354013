/** Tests of the town as its neighbours meet it: through its port. */
@NullMarked
package org.parvis.town;

import org.jspecify.annotations.NullMarked;
