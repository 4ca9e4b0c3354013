/** Who somebody outside is, as far as their messages tell. */
@NullMarked
package org.parvis.crm.person;

import org.jspecify.annotations.NullMarked;
