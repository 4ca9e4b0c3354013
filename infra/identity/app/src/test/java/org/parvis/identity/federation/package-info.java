@NullMarked
package org.parvis.identity.federation;

import org.jspecify.annotations.NullMarked;
