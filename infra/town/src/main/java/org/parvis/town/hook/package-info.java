/** Calls to programs elsewhere that something has changed here. */
@NullMarked
package org.parvis.town.hook;

import org.jspecify.annotations.NullMarked;
