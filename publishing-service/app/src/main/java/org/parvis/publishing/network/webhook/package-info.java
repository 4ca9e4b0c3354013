/** A receiver of the company's own: whatever it is, it takes signed messages. */
@NullMarked
package org.parvis.publishing.network.webhook;

import org.jspecify.annotations.NullMarked;
