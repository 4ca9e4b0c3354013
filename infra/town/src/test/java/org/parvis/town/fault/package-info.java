/** Tests of the package of the same name, without a port. */
@NullMarked
package org.parvis.town.fault;

import org.jspecify.annotations.NullMarked;
