/** A simulated social network on this machine: start it, get its address, stop it. */
@NullMarked
package org.parvis.town;

import org.jspecify.annotations.NullMarked;
