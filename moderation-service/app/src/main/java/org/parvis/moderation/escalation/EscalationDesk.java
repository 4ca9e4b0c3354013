package org.parvis.moderation.escalation;

import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.thread.Threads;
import org.springframework.stereotype.Component;

/** What people do with matters, the same from a page and from a program. */
@Component
class EscalationDesk {

    private final Access access;
    private final Reading reading;
    private final Commands commands;
    private final Escalations escalations;
    private final Callers callers;
    private final Threads threads;
    private final EscalationSettings settings;

    EscalationDesk(
            Access access,
            Reading reading,
            Commands commands,
            Escalations escalations,
            Callers callers,
            Threads threads,
            EscalationSettings settings) {
        this.access = access;
        this.reading = reading;
        this.commands = commands;
        this.escalations = escalations;
        this.callers = callers;
        this.threads = threads;
        this.settings = settings;
    }

    /** What a subject names is not asked: an id of another brand and one that nothing has are the same to whoever asks. */
    EscalationRow raise(EscalationForm form) {
        var brand = form.requireBrand();
        access.require(Action.ESCALATE, brand);
        var id = form.idOrNext();
        var subject = form.requireSubject();
        var list = callers.of(brand, form.rota());
        commands.send(new RaiseEscalation(
                id,
                brand,
                subject,
                form.requireReason(),
                list.rotaId(),
                list.levels(),
                list.perLevel(),
                settings.rounds(),
                threads.personOf(subject, brand).orElse(null)));
        Shown.soon(() -> escalations.find(id).filter(e -> e.step() > 0).isPresent());
        return escalations.find(id).orElseThrow(() -> new NotFound("escalation", id));
    }

    EscalationRow find(String id) {
        var row = escalations.find(Ids.requireKnown(id)).orElseThrow(() -> new NotFound("escalation", id));
        reading.requireEscalation(row.brandId(), id);
        return row;
    }

    EscalationRow acknowledge(String id) {
        var row = find(id);
        access.require(Action.ACKNOWLEDGE, row.brandId(), null, "escalation:" + id);
        commands.send(new AcknowledgeEscalation(id, row.brandId()));
        Shown.soon(() -> find(id).holder() != null);
        return find(id);
    }

    EscalationRow close(String id, @Nullable String outcome) {
        var row = find(id);
        access.require(Action.ACKNOWLEDGE, row.brandId(), null, "escalation:" + id);
        var words = outcome == null ? "" : outcome;
        if (words.length() > EscalationForm.LONGEST_REASON) {
            throw new InvalidInput("outcome", "too-long", EscalationForm.LONGEST_REASON);
        }
        commands.send(new CloseEscalation(id, row.brandId(), words));
        Shown.soon(() -> find(id).closedAt() != null);
        return find(id);
    }
}
