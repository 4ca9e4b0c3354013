/** The only place that knows the words of other services: their entries become our commands and our own picture of a thread. */
@NullMarked
package org.parvis.moderation.integration;

import org.jspecify.annotations.NullMarked;
