/** The relations of a brand as they stand, with their history: for people, for programs, and for whoever is about to write to somebody. */
@NullMarked
package org.parvis.crm.relation.book;

import org.jspecify.annotations.NullMarked;
