package org.parvis.crm.settings;

import java.util.Map;
import org.parvis.axon.Refused;

/** A rule about a brand's settings said no. */
public final class BrandSettingsRefused extends Refused {

    private static final long serialVersionUID = 1L;

    private final String brandId;

    BrandSettingsRefused(BrandSettingsRefusal reason, String brandId, Map<String, Object> details) {
        super(Category.INVALID, reason, "brand-settings:" + brandId, details);
        this.brandId = brandId;
    }

    @Override
    public String brandId() {
        return brandId;
    }
}
