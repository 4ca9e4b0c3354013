/** Published language of listening: what was asked for, collected and understood. */
@NullMarked
package org.parvis.listening.api;

import org.jspecify.annotations.NullMarked;
