/** A gateway for tests: its identity, its services, a browser. */
@NullMarked
package org.parvis.gateway.testing;

import org.jspecify.annotations.NullMarked;
