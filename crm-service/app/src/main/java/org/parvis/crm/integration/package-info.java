/** Where crm meets the other services: their entries become commands here, ours become commands there. */
@NullMarked
package org.parvis.crm.integration;

import org.jspecify.annotations.NullMarked;
