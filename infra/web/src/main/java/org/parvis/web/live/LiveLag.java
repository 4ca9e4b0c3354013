package org.parvis.web.live;

import java.time.Duration;

/** How far the running service's read models are behind the ledger; optional bean, shown in the sidebar when it is worth knowing. */
@FunctionalInterface
public interface LiveLag {

    Duration current();
}
