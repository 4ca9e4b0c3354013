@NullMarked
package org.parvis.identity.factor;

import org.jspecify.annotations.NullMarked;
