/** Copies of what is kept of a person outside, made on their request. */
@NullMarked
package org.parvis.crm.access;

import org.jspecify.annotations.NullMarked;
