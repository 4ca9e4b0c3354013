package org.parvis.identity.brand;

import org.parvis.axon.Refused;

/** A rule of a brand said no. */
final class BrandRefused extends Refused {

    private static final long serialVersionUID = 1L;

    private final String brandId;

    BrandRefused(BrandRefusal reason, String brandId) {
        super(reason.category(), reason, "brand:" + brandId);
        this.brandId = brandId;
    }

    @Override
    public String brandId() {
        return brandId;
    }
}
