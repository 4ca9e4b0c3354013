/** Tests of an auditor's visit. */
@NullMarked
package org.parvis.reporting.visit;

import org.jspecify.annotations.NullMarked;
