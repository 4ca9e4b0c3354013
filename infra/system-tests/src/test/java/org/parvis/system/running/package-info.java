/** The product as somebody runs it: started, asked, stopped and killed from outside, through nothing but its command line. */
@NullMarked
package org.parvis.system.running;

import org.jspecify.annotations.NullMarked;
