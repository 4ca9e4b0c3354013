/** Tests. */
@NullMarked
package org.parvis.publishing.network.webhook;

import org.jspecify.annotations.NullMarked;
