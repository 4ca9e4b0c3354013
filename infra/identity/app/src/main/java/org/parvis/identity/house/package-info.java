/** The house as a whole: who may run it, and what its ledger knows of brands and administrators. */
@NullMarked
package org.parvis.identity.house;

import org.jspecify.annotations.NullMarked;
