@NullMarked
package org.parvis.identity.rights;

import org.jspecify.annotations.NullMarked;
