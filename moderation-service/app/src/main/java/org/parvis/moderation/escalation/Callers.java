package org.parvis.moderation.escalation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.moderation.rota.RotaRow;
import org.parvis.moderation.rota.Rotas;
import org.parvis.moderation.rota.WhoCouldAnswer;
import org.springframework.stereotype.Component;

/**
 * Chooses the list a matter climbs: the rota that was named, otherwise the brand's first rota, otherwise all its leads together. Nobody
 * should have to know at three in the morning what the rota is called.
 */
@Component
public class Callers {

    /** How the leads of a brand are called when it has no rota; a colon is in no id, so no rota can be meant. */
    static final String LEADS = "leads:";

    /** Who raises what alerts find; never renamed, because entries carry it. */
    public static final String OF_ALERTS = "moderation.integration.incidents";

    /** A list to climb. */
    public record CallList(String rotaId, List<List<String>> levels, Duration perLevel) {}

    private final Rotas rotas;
    private final WhoCouldAnswer answering;
    private final EscalationSettings settings;
    private final Clock clock;

    Callers(Rotas rotas, WhoCouldAnswer answering, EscalationSettings settings, Clock clock) {
        this.rotas = rotas;
        this.answering = answering;
        this.settings = settings;
        this.clock = clock;
    }

    CallList of(String brandId, @Nullable String rotaId) {
        if (rotaId != null && !rotaId.isBlank()) {
            var rota = rotas.find(rotaId)
                    .filter(r -> r.brandId().equals(brandId))
                    .orElseThrow(() -> new NotFound("rota", rotaId));
            return listOrLeads(rota);
        }
        return rotas.firstTwoOf(brandId).stream()
                .findFirst()
                .map(this::listOrLeads)
                .orElseGet(() -> leads(brandId));
    }

    /**
     * For what a machine found: the rota its rule names, otherwise the only rota of the brand. Nobody is woken by a guess: of several rotas
     * somebody has to choose, and without one the page of the alert says that nobody is called. Of a rota on which nobody may answer any
     * more the leads are called: a crisis that wakes a wrong one is better than one that wakes nobody.
     */
    public Optional<CallList> ofAlert(String brandId, @Nullable String rotaId) {
        var own = rotas.firstTwoOf(brandId);
        return Optional.ofNullable(rotaId)
                .flatMap(rotas::find)
                .filter(rota -> rota.brandId().equals(brandId))
                .or(() -> own.size() == 1 ? Optional.of(own.getFirst()) : Optional.empty())
                .map(this::listOrLeads);
    }

    private CallList listOrLeads(RotaRow rota) {
        var levels = answering.reachable(rota.levelsAt(clock.instant()), rota.brandId());
        return levels.isEmpty() ? leads(rota.brandId()) : new CallList(rota.rotaId(), levels, rota.perLevel());
    }

    private CallList leads(String brandId) {
        var leads = answering.leads(brandId);
        if (leads.isEmpty()) {
            throw new InvalidInput("rota", "nobodyToCall");
        }
        return new CallList(LEADS + brandId, List.of(leads), settings.leadsEvery());
    }
}
