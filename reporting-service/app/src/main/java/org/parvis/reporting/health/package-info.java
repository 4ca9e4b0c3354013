/** How the parts of the installation do. */
@NullMarked
package org.parvis.reporting.health;

import org.jspecify.annotations.NullMarked;
