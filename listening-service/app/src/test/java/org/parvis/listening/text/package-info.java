/** Tests of org.parvis.listening.text. */
@NullMarked
package org.parvis.listening.text;

import org.jspecify.annotations.NullMarked;
