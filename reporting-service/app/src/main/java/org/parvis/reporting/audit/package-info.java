/** Who wrote, approved and sent what, seeing what; and the proof that nothing was rewritten. */
@NullMarked
package org.parvis.reporting.audit;

import org.jspecify.annotations.NullMarked;
