/** Tests of stories. */
@NullMarked
package org.parvis.listening.story;

import org.jspecify.annotations.NullMarked;
