/** The way in through identity, and the way out. */
@NullMarked
package org.parvis.gateway.signin;

import org.jspecify.annotations.NullMarked;
