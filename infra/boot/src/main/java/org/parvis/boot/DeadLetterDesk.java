package org.parvis.boot;

import java.util.List;
import org.parvis.axon.DeadLetters;
import org.parvis.identity.rights.Action;

/** What people and programs do with dead letters: whose brand one is of is not known, so it is for whoever operates the whole house. */
final class DeadLetterDesk {

    private final DeadLetters letters;
    private final Access access;
    private final String service;

    DeadLetterDesk(DeadLetters letters, Access access, String service) {
        this.letters = letters;
        this.access = access;
        this.service = service;
    }

    List<DeadLetters.Letter> list(int limit) {
        access.requireEverywhere(Action.OPERATE);
        return letters.list(limit);
    }

    int count() {
        access.requireEverywhere(Action.OPERATE);
        return letters.count();
    }

    /** True when all of its sequence was digested. */
    boolean retry(String group, String id) {
        access.requireEverywhere(Action.OPERATE);
        return letters.retry(group, id);
    }

    /** @return false when there is no such letter */
    boolean drop(String group, String id) {
        access.requireEverywhere(Action.OPERATE);
        return letters.drop(service, group, id, CurrentActor.require());
    }
}
