package org.parvis.crm.retention;

import java.time.Instant;

/** Whoever had no contact since the instant of their class has outlived the retention time. */
public record CutOff(Instant neverAnswered, Instant inConversation) {}
