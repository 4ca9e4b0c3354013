/** Tests of the ledger against a real PostgreSQL. */
@NullMarked
package org.parvis.ledger;

import org.jspecify.annotations.NullMarked;
