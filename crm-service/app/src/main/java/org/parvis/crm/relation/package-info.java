/** Relations: the ties with influencers and journalists, who looks after each, and when they are to be spoken to or left alone. */
@NullMarked
package org.parvis.crm.relation;

import org.jspecify.annotations.NullMarked;
