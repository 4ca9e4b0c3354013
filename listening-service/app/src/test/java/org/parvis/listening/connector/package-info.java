/** Tests of org.parvis.listening.connector. */
@NullMarked
package org.parvis.listening.connector;

import org.jspecify.annotations.NullMarked;
