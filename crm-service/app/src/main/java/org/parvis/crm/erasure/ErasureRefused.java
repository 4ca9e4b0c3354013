package org.parvis.crm.erasure;

import java.util.Map;
import org.parvis.axon.Refused;

/** A rule of erasure said no. */
public final class ErasureRefused extends Refused {

    private static final long serialVersionUID = 1L;

    private final String brandId;

    ErasureRefused(ErasureRefusal reason, ErasureCommand command, Map<String, Object> details) {
        super(reason.category(), reason, "erasure:" + command.erasureId(), details);
        this.brandId = command.brandId();
    }

    @Override
    public String brandId() {
        return brandId;
    }
}
