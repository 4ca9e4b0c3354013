/** What every page of crm has at hand. */
@NullMarked
package org.parvis.crm.page;

import org.jspecify.annotations.NullMarked;
