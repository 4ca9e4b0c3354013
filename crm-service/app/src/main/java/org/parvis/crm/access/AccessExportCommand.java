package org.parvis.crm.access;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a copy. */
sealed interface AccessExportCommand {

    record RequestExport(@TargetAggregateIdentifier String exportId, String brandId, String personId)
            implements AccessExportCommand {}

    record RecordMade(
            @TargetAggregateIdentifier String exportId,
            String brandId,
            int entries,
            String contentHash,
            Instant expiresAt)
            implements AccessExportCommand {}

    record RecordDownload(@TargetAggregateIdentifier String exportId, String brandId) implements AccessExportCommand {}
}
