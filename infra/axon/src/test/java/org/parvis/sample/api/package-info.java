/** A published language for tests. */
@NullMarked
package org.parvis.sample.api;

import org.jspecify.annotations.NullMarked;
