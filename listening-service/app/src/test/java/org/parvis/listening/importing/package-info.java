/** Tests of org.parvis.listening.importing. */
@NullMarked
package org.parvis.listening.importing;

import org.jspecify.annotations.NullMarked;
