/** The page everybody starts with, made of fragments of all services. */
@NullMarked
package org.parvis.reporting.today;

import org.jspecify.annotations.NullMarked;
