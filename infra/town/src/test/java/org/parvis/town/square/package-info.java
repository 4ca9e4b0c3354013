/** Tests of the package of the same name, without a port. */
@NullMarked
package org.parvis.town.square;

import org.jspecify.annotations.NullMarked;
