/** Delivering while everything around it breaks, counted where it counts: on the network. */
@NullMarked
package org.parvis.publishing.faults;

import org.jspecify.annotations.NullMarked;
