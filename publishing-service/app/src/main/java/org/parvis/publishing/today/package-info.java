/** What goes out today, what missed its slot, what nobody knows the fate of. */
@NullMarked
package org.parvis.publishing.today;

import org.jspecify.annotations.NullMarked;
