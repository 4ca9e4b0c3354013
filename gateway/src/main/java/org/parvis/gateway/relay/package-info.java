/** The passage to the services: which headers go along, how long to wait, when to stop trying. */
@NullMarked
package org.parvis.gateway.relay;

import org.jspecify.annotations.NullMarked;
