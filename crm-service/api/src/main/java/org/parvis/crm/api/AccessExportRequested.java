package org.parvis.crm.api;

/** Somebody here asks for a copy of all that is kept of a person. */
public record AccessExportRequested(String exportId, String brandId, String personId, String requesterId)
        implements AccessExportEvent {}
