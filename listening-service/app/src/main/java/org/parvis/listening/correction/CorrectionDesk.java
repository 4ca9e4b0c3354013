package org.parvis.listening.correction;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Conflict;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.listening.correction.CorrectionCommand.BeginBatch;
import org.parvis.listening.correction.CorrectionCommand.UndoBatch;
import org.parvis.listening.mention.Correction;
import org.springframework.stereotype.Component;

/** What people do with batches, the same for the page and for programs. */
@Component
class CorrectionDesk {

    /** Batches at once that are not done yet, or not yet taken back. */
    private static final int MOST_OF_A_MEMBER = 2;

    private static final int MOST_OF_A_BRAND = 6;

    private final Plans plans;
    private final CorrectionBatches batches;
    private final Commands commands;
    private final Access access;
    private final Clock clock;

    CorrectionDesk(Plans plans, CorrectionBatches batches, Commands commands, Access access, Clock clock) {
        this.plans = plans;
        this.batches = batches;
        this.commands = commands;
        this.access = access;
        this.clock = clock;
    }

    /** @throws InvalidInput when these are too many, none, or no ids */
    static Set<String> chosen(Collection<String> mentions) {
        var ids = new LinkedHashSet<>(mentions);
        if (ids.isEmpty()) {
            throw new InvalidInput("mentions", "batch.none");
        }
        if (ids.size() > Correction.MOST_AT_ONCE) {
            throw new InvalidInput("mentions", "batch.many", Correction.MOST_AT_ONCE);
        }
        ids.forEach(Ids::requireKnown);
        return ids;
    }

    /** Asked for before the form is looked at. */
    void requireMayCorrect(String brandId, String batchId) {
        access.require(Action.CORRECT_MENTION, brandId, null, "batch:" + batchId);
    }

    /** What would happen; nothing does. */
    Plan plan(String brandId, Set<String> asked, Correction correction) {
        access.require(Action.CORRECT_MENTION, brandId);
        return plans.of(brandId, asked, correction);
    }

    /** Begins it; the same again under the same id changes nothing. */
    CorrectionBatches.Item begin(String id, String brandId, Set<String> asked, Correction correction) {
        if (batches.find(id).isEmpty()) {
            requireTurn(brandId);
        }
        commands.send(new BeginBatch(id, brandId, plan(brandId, asked, correction), asked));
        Shown.soon(() -> batches.find(id).isPresent());
        return require(id, Action.CORRECT_MENTION);
    }

    /** All batches of the house stand in one line, those that are taken back too. */
    private void requireTurn(String brandId) {
        var moving = batches.moving(brandId, CurrentActor.require().id());
        if (moving.ofMember() >= MOST_OF_A_MEMBER || moving.ofBrand() >= MOST_OF_A_BRAND) {
            throw new Conflict("TOO_MANY_BATCHES", Map.of("most", MOST_OF_A_MEMBER));
        }
    }

    CorrectionBatches.Item require(String id, Action action) {
        var batch = batches.find(id).orElseThrow(() -> new NotFound("batch", id));
        access.require(action, batch.brand(), null, "batch:" + id);
        return batch;
    }

    /** Takes it back; again changes nothing. */
    CorrectionBatches.Item undo(String id) {
        var batch = require(id, Action.CORRECT_MENTION);
        // One that is not done has its turn already.
        if (batch.state() == CorrectionBatches.State.DONE) {
            requireTurn(batch.brand());
        }
        commands.send(new UndoBatch(id, batch.brand(), clock.instant()));
        Shown.soon(() -> batches.find(id)
                .filter(now -> now.state() != batch.state() || now.undoneBy() != null)
                .isPresent());
        return require(id, Action.CORRECT_MENTION);
    }
}
