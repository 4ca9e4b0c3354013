/** The first start of an installation, and the door for its own command line. */
@NullMarked
package org.parvis.identity.start;

import org.jspecify.annotations.NullMarked;
