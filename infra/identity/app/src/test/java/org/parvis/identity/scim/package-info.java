@NullMarked
package org.parvis.identity.scim;

import org.jspecify.annotations.NullMarked;
