/** The ledger: one append-only, gapless, provable log of events in PostgreSQL, and the event store for Axon on top of it. */
@NullMarked
package org.parvis.ledger;

import org.jspecify.annotations.NullMarked;
