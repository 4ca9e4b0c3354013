package org.parvis.crm.api;

/** Somebody took the copy. */
public record AccessExportDownloaded(String exportId, String brandId, String personId, String memberId)
        implements AccessExportEvent {}
