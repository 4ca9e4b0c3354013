/** A real AT Protocol network for the tests that are tagged {@code peers}, installed from the registries and started here. */
@NullMarked
package org.parvis.test.atproto;

import org.jspecify.annotations.NullMarked;
