/** Standing queries: their language, what a wrong one is told, and which of them a message matches. */
@NullMarked
package org.parvis.listening.topic;

import org.jspecify.annotations.NullMarked;
