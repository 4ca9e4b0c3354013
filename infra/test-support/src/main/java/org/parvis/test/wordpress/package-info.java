/** A real WordPress with its database, started on this machine. */
@NullMarked
package org.parvis.test.wordpress;

import org.jspecify.annotations.NullMarked;
