package org.parvis.crm.relation;

import java.util.Map;
import org.parvis.axon.Refused;

/** A rule of a relation said no. */
public final class RelationRefused extends Refused {

    private static final long serialVersionUID = 1L;

    private final String brandId;

    RelationRefused(RelationRefusal reason, RelationCommand command, Map<String, Object> details) {
        super(reason.category(), reason, "relation:" + command.relationId(), details);
        this.brandId = command.brandId();
    }

    @Override
    public String brandId() {
        return brandId;
    }
}
