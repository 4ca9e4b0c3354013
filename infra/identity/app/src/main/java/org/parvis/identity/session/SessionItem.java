package org.parvis.identity.session;

import java.time.Instant;

/**
 * A browser that is signed in.
 *
 * @param agent what the browser says of itself
 * @param seenAt when it last asked for a token; it may have been used for a few minutes since
 */
record SessionItem(String id, String memberId, String agent, String address, Instant since, Instant seenAt) {}
