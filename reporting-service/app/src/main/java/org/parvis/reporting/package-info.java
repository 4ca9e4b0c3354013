/** What happened, told to people: the audit and its proof, answer times, the feedback loop, and the page everybody starts with. */
@NullMarked
package org.parvis.reporting;

import org.jspecify.annotations.NullMarked;
