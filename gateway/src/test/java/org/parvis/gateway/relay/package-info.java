@NullMarked
package org.parvis.gateway.relay;

import org.jspecify.annotations.NullMarked;
