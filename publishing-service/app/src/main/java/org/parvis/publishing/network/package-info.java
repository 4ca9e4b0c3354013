/** What a network must be able to do for us: take a message once, and let us look whether it did. */
@NullMarked
package org.parvis.publishing.network;

import org.jspecify.annotations.NullMarked;
