/** Suggestions: what people outside wish for, carried to a product line, decided, shipped, and told back to everybody who asked. */
@NullMarked
package org.parvis.crm.suggestion;

import org.jspecify.annotations.NullMarked;
