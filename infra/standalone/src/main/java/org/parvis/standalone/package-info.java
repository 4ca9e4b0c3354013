/** The launcher behind {@code ./parvis}: all services in one process, with a database of its own. */
@NullMarked
package org.parvis.standalone;

import org.jspecify.annotations.NullMarked;
