/** Publishing: our accounts on the networks, what we write there, and its way out, exactly once. */
@NullMarked
package org.parvis.publishing;

import org.jspecify.annotations.NullMarked;
