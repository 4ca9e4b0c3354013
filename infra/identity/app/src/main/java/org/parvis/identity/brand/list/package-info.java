/** The brands as a list, for programs and on a page. */
@NullMarked
package org.parvis.identity.brand.list;

import org.jspecify.annotations.NullMarked;
