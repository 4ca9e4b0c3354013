/** The connections themselves, before anything is known of a request. */
@NullMarked
package org.parvis.gateway.door;

import org.jspecify.annotations.NullMarked;
