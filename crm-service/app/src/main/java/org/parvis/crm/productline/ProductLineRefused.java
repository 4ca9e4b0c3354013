package org.parvis.crm.productline;

import java.util.Map;
import org.parvis.axon.Refused;

/** A rule of a product line said no. */
public final class ProductLineRefused extends Refused {

    private static final long serialVersionUID = 1L;

    private final String brandId;

    ProductLineRefused(ProductLineRefusal reason, DefineProductLine command, Map<String, Object> details) {
        super(reason.category(), reason, "product-line:" + command.productLineId(), details);
        this.brandId = command.brandId();
    }

    @Override
    public String brandId() {
        return brandId;
    }
}
