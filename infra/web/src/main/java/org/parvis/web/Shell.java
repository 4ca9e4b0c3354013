package org.parvis.web;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parvis.web.NavigationCounts.Count;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The model of the shell, in every page under the name {@code shell}.
 *
 * @param member null on signed-out pages, which have no sidebar
 * @param service name of the running service, first segment of its paths
 * @param path what was asked for with its query, to return to it after a change of language
 * @param navigation asked for only when the whole page is drawn, because counting may cost a query
 */
public record Shell(
        @Nullable SignedIn member,
        String service,
        String path,
        Locale locale,
        Theme theme,
        ZoneId zone,
        Supplier<List<Group>> navigation) {

    private static final List<Role> BY_WEIGHT = List.of(
            Role.LEAD,
            Role.PRODUCT_MANAGER,
            Role.COMMUNITY_MANAGER,
            Role.AUDITOR,
            Role.AGENCY,
            Role.ADMIN,
            Role.EMPLOYEE);

    public String language() {
        return locale.getLanguage();
    }

    /** The same page in another language, for who is not signed in. */
    public String pathIn(String other) {
        return UriComponentsBuilder.fromUriString(path)
                .replaceQueryParam(Preferences.LANGUAGE_PARAMETER, other)
                .build()
                .toUriString();
    }

    public List<Group> groups() {
        return navigation.get();
    }

    /** All lines in one list, for the palette and the bar of a phone. */
    public List<Line> lines() {
        return groups().stream().flatMap(group -> group.lines().stream()).toList();
    }

    /** The role under the member's name; whoever administers besides their own work is shown with that work. */
    public @Nullable Role mainRole() {
        return member == null
                ? null
                : BY_WEIGHT.stream()
                        .filter(member.roles()::contains)
                        .findFirst()
                        .orElse(null);
    }

    /** Lines under one heading; the first group has none. */
    public record Group(@Nullable String titleKey, List<Line> lines) {}

    /** One line of the navigation as this member sees it now. */
    public record Line(
            String id,
            String path,
            String icon,
            String titleKey,
            String service,
            boolean current,
            @Nullable Count count) {}
}
