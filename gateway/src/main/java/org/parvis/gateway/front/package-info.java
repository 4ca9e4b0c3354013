/** The gateway's own addresses and the table of routes. */
@NullMarked
package org.parvis.gateway.front;

import org.jspecify.annotations.NullMarked;
