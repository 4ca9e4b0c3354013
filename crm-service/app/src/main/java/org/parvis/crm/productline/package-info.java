/** Product lines: what the house makes, and which product managers receive suggestions about it. */
@NullMarked
package org.parvis.crm.productline;

import org.jspecify.annotations.NullMarked;
