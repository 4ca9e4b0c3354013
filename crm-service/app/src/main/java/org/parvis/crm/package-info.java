/** The crm service: conversations with people outside, and the suggestions they made. */
@NullMarked
package org.parvis.crm;

import org.jspecify.annotations.NullMarked;
