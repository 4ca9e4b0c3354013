/** The second factor: set up by members, demanded by the house, shown again before acts that matter most. */
@NullMarked
package org.parvis.identity.factor;

import org.jspecify.annotations.NullMarked;
