/** Where listening meets the other services. */
@NullMarked
package org.parvis.listening.integration;

import org.jspecify.annotations.NullMarked;
