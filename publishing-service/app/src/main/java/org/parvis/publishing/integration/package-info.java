/** The only place that knows other services: their events become our commands, our needs become theirs. */
@NullMarked
package org.parvis.publishing.integration;

import org.jspecify.annotations.NullMarked;
