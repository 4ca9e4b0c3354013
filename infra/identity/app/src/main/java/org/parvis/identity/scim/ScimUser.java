package org.parvis.identity.scim;

import org.jspecify.annotations.Nullable;

/** Somebody as the directory describes them; what it does not say is null. */
record ScimUser(
        @Nullable String userName,
        @Nullable String externalId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String language,
        @Nullable String zone,
        @Nullable Boolean active) {

    ScimUser orElse(ScimUser other) {
        return new ScimUser(
                userName == null ? other.userName : userName,
                externalId == null ? other.externalId : externalId,
                name == null ? other.name : name,
                email == null ? other.email : email,
                language == null ? other.language : language,
                zone == null ? other.zone : zone,
                active == null ? other.active : active);
    }
}
