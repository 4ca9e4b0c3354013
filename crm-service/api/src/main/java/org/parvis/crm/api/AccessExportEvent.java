package org.parvis.crm.api;

/** What happens to the wish of somebody outside to know what is kept of them. */
public sealed interface AccessExportEvent permits AccessExportRequested, AccessExportMade, AccessExportDownloaded {

    String exportId();

    String brandId();
}
