package org.parvis.identity.federation;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Grant;

/** What membership in a group of the company brings here. */
record GroupRight(String group, Role role, String brandId) {

    private static final Pattern SHAPE = Pattern.compile("(.+)=([A-Z_]+)@([a-z0-9-]{1,64}|\\*)");
    private static final int LONGEST_ID = 64;

    /** @throws IllegalArgumentException when it is not {@code group=ROLE@brand} */
    static GroupRight of(String text) {
        var found = SHAPE.matcher(text.strip());
        if (!found.matches()) {
            throw new IllegalArgumentException("parvis.federation.groups: \"" + text + "\" is not group=ROLE@brand");
        }
        return new GroupRight(found.group(1).strip(), Role.valueOf(found.group(2)), found.group(3));
    }

    /** The same right has the same id whichever group brings it; with {@code *} spelled out, because ids have no such letter. */
    String grantId(String prefix) {
        var brand = brandId.equals(Grant.EVERY_BRAND) ? "every-brand" : "on-" + brandId;
        var id = prefix + role.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + brand;
        return id.length() <= LONGEST_ID ? id : prefix + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    /** Groups are named with their path or without. */
    boolean isBroughtBy(String named) {
        return named.equals(group) || named.equals("/" + group);
    }
}
