/** Tests of org.parvis.listening. */
@NullMarked
package org.parvis.listening;

import org.jspecify.annotations.NullMarked;
