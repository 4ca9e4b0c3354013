package org.parvis.crm.api;

import java.time.Instant;

/** The copy is there until this instant; so many entries are in it. */
public record AccessExportMade(
        String exportId, String brandId, String personId, int entries, String contentHash, Instant expiresAt)
        implements AccessExportEvent {}
