/** Tests. */
@NullMarked
package org.parvis.publishing.network;

import org.jspecify.annotations.NullMarked;
