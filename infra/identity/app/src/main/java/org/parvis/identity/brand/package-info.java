/** Brands: how one is set up and described. */
@NullMarked
package org.parvis.identity.brand;

import org.jspecify.annotations.NullMarked;
