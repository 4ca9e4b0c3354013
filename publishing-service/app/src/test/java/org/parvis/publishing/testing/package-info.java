/** What the tests of this service share. */
@NullMarked
package org.parvis.publishing.testing;

import org.jspecify.annotations.NullMarked;
