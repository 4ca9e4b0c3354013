package org.parvis.crm.retention;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says for how long the words of one person are kept, to the person themselves. */
@Component
public final class KeptFor {

    private final Retentions retentions;
    private final People people;

    KeptFor(Retentions retentions, People people) {
        this.retentions = retentions;
        this.people = people;
    }

    /** @param until when the time is over if nothing happens */
    public record Kept(PersonClass kind, int months, Instant lastContact, Instant until) {}

    /** Empty while the brand has settled nothing. */
    public Optional<Kept> of(String brandId, String personId) {
        return retentions
                .inForce(brandId)
                .flatMap(policy -> people.find(brandId, personId).map(person -> kept(person, policy.months())));
    }

    private static Kept kept(People.Due person, Months months) {
        var of = months.of(person.kind());
        var until = person.lastContact().atOffset(ZoneOffset.UTC).plusMonths(of).toInstant();
        return new Kept(person.kind(), of, person.lastContact(), until);
    }
}
