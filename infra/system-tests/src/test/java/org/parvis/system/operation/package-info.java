/** What people who run the house rely on. */
@NullMarked
package org.parvis.system.operation;

import org.jspecify.annotations.NullMarked;
