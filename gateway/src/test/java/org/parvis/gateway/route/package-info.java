/** Tests of where paths lead. */
@NullMarked
package org.parvis.gateway.route;

import org.jspecify.annotations.NullMarked;
