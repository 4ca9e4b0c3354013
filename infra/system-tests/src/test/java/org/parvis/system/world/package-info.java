/** What surrounds the product in these tests: programs that use its API, a company that works with it, and the outside world. */
@NullMarked
package org.parvis.system.world;

import org.jspecify.annotations.NullMarked;
