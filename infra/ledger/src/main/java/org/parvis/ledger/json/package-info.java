/** Reading events from JSON with less work. */
@NullMarked
package org.parvis.ledger.json;

import org.jspecify.annotations.NullMarked;
