/** Commands that one service asks of another one in another process: who may take part, how they travel, and what is known when no answer comes. */
@NullMarked
package org.parvis.axon.cluster;

import org.jspecify.annotations.NullMarked;
