/** Tests. */
@NullMarked
package org.parvis.publishing.channel;

import org.jspecify.annotations.NullMarked;
