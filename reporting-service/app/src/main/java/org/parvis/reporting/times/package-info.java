/** How long people waited for an answer. */
@NullMarked
package org.parvis.reporting.times;

import org.jspecify.annotations.NullMarked;
