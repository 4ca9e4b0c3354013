/** How long words of people outside are kept: what a brand settles, whose time is over, and when they are handed over to be erased. */
@NullMarked
package org.parvis.crm.retention;

import org.jspecify.annotations.NullMarked;
