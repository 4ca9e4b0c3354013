/** Tests of brands. */
@NullMarked
package org.parvis.identity.brand;

import org.jspecify.annotations.NullMarked;
