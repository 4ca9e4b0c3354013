/** Tests of org.parvis.listening.matching. */
@NullMarked
package org.parvis.listening.matching;

import org.jspecify.annotations.NullMarked;
