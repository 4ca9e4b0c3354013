/** How a service forgets a person whose key was destroyed. */
@NullMarked
package org.parvis.boot.forget;

import org.jspecify.annotations.NullMarked;
