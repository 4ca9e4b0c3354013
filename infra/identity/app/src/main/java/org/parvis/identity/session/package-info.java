/** Sign-ins of browsers: which there are, and their end. */
@NullMarked
package org.parvis.identity.session;

import org.jspecify.annotations.NullMarked;
