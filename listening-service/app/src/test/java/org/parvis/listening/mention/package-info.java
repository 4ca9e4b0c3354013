/** Tests of org.parvis.listening.mention. */
@NullMarked
package org.parvis.listening.mention;

import org.jspecify.annotations.NullMarked;
