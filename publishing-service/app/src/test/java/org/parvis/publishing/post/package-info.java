/** Tests. */
@NullMarked
package org.parvis.publishing.post;

import org.jspecify.annotations.NullMarked;
