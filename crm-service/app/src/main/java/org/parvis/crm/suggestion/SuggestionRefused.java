package org.parvis.crm.suggestion;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;

/** A rule of a suggestion said no. */
public final class SuggestionRefused extends Refused {

    private static final long serialVersionUID = 1L;

    private final @Nullable String brandId;

    SuggestionRefused(
            SuggestionRefusal reason, String suggestionId, @Nullable String brandId, Map<String, Object> details) {
        super(reason.category(), reason, "suggestion:" + suggestionId, details);
        this.brandId = brandId;
    }

    @Override
    public @Nullable String brandId() {
        return brandId;
    }
}
