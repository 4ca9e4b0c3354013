package org.parvis.moderation.escalation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.rota.Rotas;
import org.springframework.stereotype.Component;

/**
 * Chooses the list a matter climbs: the rota that was named, otherwise the brand's first rota, otherwise all its leads together. Nobody
 * should have to know at three in the morning what the rota is called.
 */
@Component
class Callers {

    /** How the leads of a brand are called when it has no rota; a colon is in no id, so no rota can be meant. */
    static final String LEADS = "leads:";

    /** A list to climb. */
    record CallList(String rotaId, List<List<String>> levels, Duration perLevel) {}

    private final Rotas rotas;
    private final Members members;
    private final EscalationSettings settings;

    Callers(Rotas rotas, Members members, EscalationSettings settings) {
        this.rotas = rotas;
        this.members = members;
        this.settings = settings;
    }

    CallList of(String brandId, @Nullable String rotaId) {
        if (rotaId != null && !rotaId.isBlank()) {
            var rota = rotas.find(rotaId)
                    .filter(r -> r.brandId().equals(brandId))
                    .orElseThrow(() -> new NotFound("rota", rotaId));
            return new CallList(rota.rotaId(), rota.levels(), rota.perLevel());
        }
        return rotas.firstOf(brandId)
                .map(rota -> new CallList(rota.rotaId(), rota.levels(), rota.perLevel()))
                .orElseGet(() -> leads(brandId));
    }

    private CallList leads(String brandId) {
        var leads = members.leadsOf(brandId);
        if (leads.isEmpty()) {
            throw new InvalidInput("rota", "nobodyToCall");
        }
        return new CallList(LEADS + brandId, List.of(leads), settings.leadsEvery());
    }
}
