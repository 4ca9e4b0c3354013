package org.parvis.town.api;

import org.jspecify.annotations.Nullable;
import org.parvis.town.square.Account;
import org.parvis.town.square.AccountKind;

/** An account as the API shows it. */
record AccountView(
        String handle,
        String displayName,
        AccountKind kind,
        @Nullable String language,
        int followers,
        String bio,
        String url,
        String avatarUrl) {

    static AccountView of(Account account, Links links) {
        return new AccountView(
                account.handle(),
                account.displayName(),
                account.kind(),
                account.language(),
                account.followers(),
                account.bio(),
                links.person(account.handle()),
                links.avatar(account.handle()));
    }
}
