package org.parvis.crm.retention;

import java.util.Map;
import org.parvis.axon.Refused;

/** A rule of retention said no. */
final class RetentionRefused extends Refused {

    private static final long serialVersionUID = 1L;

    private final String brandId;

    RetentionRefused(RetentionRefusal reason, String brandId, Map<String, Object> details) {
        super(reason.category(), reason, "retention:" + brandId, details);
        this.brandId = brandId;
    }

    @Override
    public String brandId() {
        return brandId;
    }
}
