/** What members settle for themselves: how their pages look, their clock, their password. */
@NullMarked
package org.parvis.identity.own;

import org.jspecify.annotations.NullMarked;
