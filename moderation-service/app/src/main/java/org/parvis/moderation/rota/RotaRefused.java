package org.parvis.moderation.rota;

import java.util.Map;
import org.parvis.axon.Refused;

/** A rota was not accepted. */
final class RotaRefused extends Refused {

    RotaRefused(RotaRefusal reason, String rotaId, Map<String, Object> details) {
        super(reason.category(), reason, "rota:" + rotaId, details);
    }
}
