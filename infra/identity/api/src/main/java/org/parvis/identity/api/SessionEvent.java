package org.parvis.identity.api;

/** All that happens to one sign-in of a browser. Which device and which address it was is known beside the ledger, while it lasts. */
public sealed interface SessionEvent permits SecondFactorShown, SessionEnded, SessionStarted {

    String sessionId();

    String memberId();
}
