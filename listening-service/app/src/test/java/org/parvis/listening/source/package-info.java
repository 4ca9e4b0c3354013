/** Tests of org.parvis.listening.source. */
@NullMarked
package org.parvis.listening.source;

import org.jspecify.annotations.NullMarked;
