/** Tests. */
@NullMarked
package org.parvis.publishing.reply;

import org.jspecify.annotations.NullMarked;
