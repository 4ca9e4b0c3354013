package org.parvis.identity.member;

import org.jspecify.annotations.Nullable;
import org.parvis.identity.form.Fields;

/**
 * What is sent to describe a member.
 *
 * @param password only for a new member; later ones are set by themselves
 */
record MemberForm(
        @Nullable String name,
        @Nullable String email,
        @Nullable String language,
        @Nullable String zone,
        @Nullable String password) {

    MemberProfile profile() {
        return new MemberProfile(
                Fields.name("name", name),
                Fields.email("email", email),
                Fields.pageLanguage("language", language),
                Fields.zone("zone", zone));
    }

    @Override
    public String toString() {
        return "MemberForm[hidden]";
    }
}
