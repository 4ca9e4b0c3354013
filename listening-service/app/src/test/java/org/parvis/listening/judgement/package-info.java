/** Tests of org.parvis.listening.judgement. */
@NullMarked
package org.parvis.listening.judgement;

import org.jspecify.annotations.NullMarked;
