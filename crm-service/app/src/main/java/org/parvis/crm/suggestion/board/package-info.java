/** The suggestions as people see them: board, funnel, evidence, duplicates, and what can be done. */
@NullMarked
package org.parvis.crm.suggestion.board;

import org.jspecify.annotations.NullMarked;
