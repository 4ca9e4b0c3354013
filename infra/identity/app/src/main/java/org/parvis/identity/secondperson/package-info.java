/** The house's rule that a second person confirms who may decide, and the page where they do. */
@NullMarked
package org.parvis.identity.secondperson;

import org.jspecify.annotations.NullMarked;
