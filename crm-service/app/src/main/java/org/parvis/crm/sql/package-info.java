/** How values of the domain go into rows and come back. */
@NullMarked
package org.parvis.crm.sql;

import org.jspecify.annotations.NullMarked;
