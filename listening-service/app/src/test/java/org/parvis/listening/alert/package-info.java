/** Tests of the package of the same name. */
@NullMarked
package org.parvis.listening.alert;

import org.jspecify.annotations.NullMarked;
