/** Where a request wants to go, told by its path alone. */
@NullMarked
package org.parvis.gateway.route;

import org.jspecify.annotations.NullMarked;
