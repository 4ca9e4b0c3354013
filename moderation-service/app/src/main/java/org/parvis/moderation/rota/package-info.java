/** Who is called when a matter must not wait: levels of members, and how long each level has to answer. */
@NullMarked
package org.parvis.moderation.rota;

import org.jspecify.annotations.NullMarked;
