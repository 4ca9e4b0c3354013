/** Tests of org.parvis.listening.mention. */
@NullMarked
package org.parvis.listening.correction;

import org.jspecify.annotations.NullMarked;
