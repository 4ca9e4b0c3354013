/** Reads what people and programs send, field by field, and says what is wrong with it. */
@NullMarked
package org.parvis.identity.form;

import org.jspecify.annotations.NullMarked;
