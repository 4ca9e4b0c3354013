/** Every service as a process of its own, two of some; killed, frozen, brought back. */
@NullMarked
package org.parvis.system.cluster;

import org.jspecify.annotations.NullMarked;
