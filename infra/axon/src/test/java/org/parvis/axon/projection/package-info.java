/** Tests of rows folded over a batch. */
@NullMarked
package org.parvis.axon.projection;

import org.jspecify.annotations.NullMarked;
