package org.parvis.town.story;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.town.square.Account;
import org.parvis.town.square.AccountKind;

/** One of the town's people, with the way they usually take a brand's answers. */
public record Person(
        String handle,
        String name,
        @Nullable AccountKind kind,
        @Nullable String language,
        String bio,
        int followers,
        String colour,
        @Nullable List<Reaction> answers) {

    Account onto(Account account) {
        return new Account(
                handle,
                name,
                kind == null ? AccountKind.PERSON : kind,
                language,
                bio,
                followers,
                colour,
                account.networkClass(),
                account.token());
    }
}
