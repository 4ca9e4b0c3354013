/** A real mail server for tests. */
@NullMarked
package org.parvis.test.mail;

import org.jspecify.annotations.NullMarked;
