/** The one door to the house: it knows who calls, keeps their tokens, guards every request and passes it on to the service that answers. */
@NullMarked
package org.parvis.gateway;

import org.jspecify.annotations.NullMarked;
