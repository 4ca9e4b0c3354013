/** What each request passes before it reaches a service, one concern per filter. */
@NullMarked
package org.parvis.gateway.guard;

import org.jspecify.annotations.NullMarked;
