/** What crm has to say on somebody's Today page, and beside its navigation entries. */
@NullMarked
package org.parvis.crm.today;

import org.jspecify.annotations.NullMarked;
