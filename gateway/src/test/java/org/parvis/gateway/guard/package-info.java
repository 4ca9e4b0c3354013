/** Tests of the guards. */
@NullMarked
package org.parvis.gateway.guard;

import org.jspecify.annotations.NullMarked;
