/** What identity tells the other services: stored events of brands, members, grants and tokens, and the rights they give. */
@NullMarked
package org.parvis.identity.api;

import org.jspecify.annotations.NullMarked;
