/** A brand's own reading: what its people correct makes a next version, tried on the past before somebody puts it in force. */
@NullMarked
package org.parvis.listening.lesson;

import org.jspecify.annotations.NullMarked;
