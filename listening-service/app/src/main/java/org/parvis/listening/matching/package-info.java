/** Finds, among very many standing queries, the few that a message answers. */
@NullMarked
package org.parvis.listening.matching;

import org.jspecify.annotations.NullMarked;
