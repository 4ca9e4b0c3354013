/** Published language of moderation: policies, reviews, escalations and the rota they climb. */
@NullMarked
package org.parvis.moderation.api;

import org.jspecify.annotations.NullMarked;
