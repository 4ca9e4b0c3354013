/** Stories: what is the same news told again, told once with all who told it. */
@NullMarked
package org.parvis.listening.story;

import org.jspecify.annotations.NullMarked;
