/** A small application that shows every component in every state: for eyes, and for the tests that open it. */
@NullMarked
package org.parvis.web.gallery;

import org.jspecify.annotations.NullMarked;
