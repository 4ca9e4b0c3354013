/** Tests of the package of the same name, without a port. */
@NullMarked
package org.parvis.town.i18n;

import org.jspecify.annotations.NullMarked;
