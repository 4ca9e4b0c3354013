/** Tests. */
@NullMarked
package org.parvis.publishing.stop;

import org.jspecify.annotations.NullMarked;
