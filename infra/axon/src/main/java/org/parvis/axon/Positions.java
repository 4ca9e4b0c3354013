package org.parvis.axon;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/** Reads the ledger position a token stands for. */
final class Positions {

    private Positions() {}

    static long of(@Nullable TrackingToken token) {
        return WrappedToken.unwrapLowerBound(token) instanceof GlobalSequenceTrackingToken global
                ? global.getGlobalIndex()
                : 0;
    }
}
