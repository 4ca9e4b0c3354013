/** Where reporting meets the other services. */
@NullMarked
package org.parvis.reporting.integration;

import org.jspecify.annotations.NullMarked;
