/** Tests. */
@NullMarked
package org.parvis.publishing.network.wordpress;

import org.jspecify.annotations.NullMarked;
