package org.parvis.identity.signin;

import java.time.Instant;
import java.util.UUID;

/**
 * A browser in which a member signed in with their password before.
 *
 * @param id of what it was given then; a new one with each sign-in
 * @param since when the password was shown there
 * @param until when it counts no more
 */
record KnownDevice(UUID id, String memberId, Instant since, Instant until) {}
