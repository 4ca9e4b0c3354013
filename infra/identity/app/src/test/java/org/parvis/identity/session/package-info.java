@NullMarked
package org.parvis.identity.session;

import org.jspecify.annotations.NullMarked;
