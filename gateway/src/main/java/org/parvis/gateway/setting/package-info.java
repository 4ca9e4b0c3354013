/** What an installation may set, and the address under which browsers see it. */
@NullMarked
package org.parvis.gateway.setting;

import org.jspecify.annotations.NullMarked;
