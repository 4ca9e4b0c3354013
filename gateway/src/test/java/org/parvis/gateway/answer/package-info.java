/** Tests of what the gateway says. */
@NullMarked
package org.parvis.gateway.answer;

import org.jspecify.annotations.NullMarked;
