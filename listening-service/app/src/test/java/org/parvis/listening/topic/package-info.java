/** Tests of org.parvis.listening.topic. */
@NullMarked
package org.parvis.listening.topic;

import org.jspecify.annotations.NullMarked;
