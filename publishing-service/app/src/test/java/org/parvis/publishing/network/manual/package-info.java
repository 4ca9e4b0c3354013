/** Tests. */
@NullMarked
package org.parvis.publishing.network.manual;

import org.jspecify.annotations.NullMarked;
