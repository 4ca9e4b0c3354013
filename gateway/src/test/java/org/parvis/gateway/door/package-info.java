@NullMarked
package org.parvis.gateway.door;

import org.jspecify.annotations.NullMarked;
