/** Tests of org.parvis.listening.classification. */
@NullMarked
package org.parvis.listening.classification;

import org.jspecify.annotations.NullMarked;
