/** Tests. */
@NullMarked
package org.parvis.publishing.delivery;

import org.jspecify.annotations.NullMarked;
