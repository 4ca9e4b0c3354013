/** Tests of reading events from JSON. */
@NullMarked
package org.parvis.ledger.json;

import org.jspecify.annotations.NullMarked;
