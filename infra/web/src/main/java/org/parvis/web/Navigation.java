package org.parvis.web;

import static org.parvis.web.NavigationEntry.Group.HOUSE;
import static org.parvis.web.NavigationEntry.Group.LISTEN;
import static org.parvis.web.NavigationEntry.Group.MEASURE;
import static org.parvis.web.NavigationEntry.Group.PUBLISH;
import static org.parvis.web.NavigationEntry.Group.RULES;
import static org.parvis.web.NavigationEntry.Group.WORK;
import static org.parvis.web.Role.ADMIN;
import static org.parvis.web.Role.AGENCY;
import static org.parvis.web.Role.AUDITOR;
import static org.parvis.web.Role.COMMUNITY_MANAGER;
import static org.parvis.web.Role.EMPLOYEE;
import static org.parvis.web.Role.LEAD;
import static org.parvis.web.Role.PRODUCT_MANAGER;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The pages of all services, in the order of the sidebar, and for whom each one is.
 *
 * <p>One list, because there is one shell: a service that adds a page adds its line here. A page that is not listed still works.
 */
final class Navigation {

    private static final List<NavigationEntry> ENTRIES = List.of(
            NavigationEntry.of(
                    "today",
                    "/reporting/today",
                    "sun",
                    WORK,
                    COMMUNITY_MANAGER,
                    LEAD,
                    EMPLOYEE,
                    PRODUCT_MANAGER,
                    ADMIN),
            NavigationEntry.of("inbox", "/crm/inbox", "inbox", WORK, COMMUNITY_MANAGER, LEAD, EMPLOYEE, AGENCY),
            NavigationEntry.of("reviews", "/moderation/reviews", "eye-check", WORK, LEAD),
            NavigationEntry.of("posts", "/publishing/posts", "calendar", WORK, COMMUNITY_MANAGER, LEAD, AGENCY),
            NavigationEntry.of(
                    "suggestions", "/crm/suggestions", "bulb", WORK, COMMUNITY_MANAGER, LEAD, PRODUCT_MANAGER),
            NavigationEntry.of("relations", "/crm/relations", "affiliate", WORK, COMMUNITY_MANAGER, LEAD),
            NavigationEntry.of("mentions", "/listening/mentions", "ear", WORK, COMMUNITY_MANAGER, LEAD, AGENCY)
                    .and("/listening/stories", "/listening/readings"),
            NavigationEntry.of("alerts", "/listening/alerts", "bell-ringing", WORK, COMMUNITY_MANAGER, LEAD, AGENCY),
            NavigationEntry.of(
                    "escalations", "/moderation/escalations", "urgent", WORK, COMMUNITY_MANAGER, LEAD, PRODUCT_MANAGER),
            NavigationEntry.of("audit", "/reporting/audit", "shield-check", MEASURE, AUDITOR),
            NavigationEntry.of("erasures", "/crm/erasures", "eraser", MEASURE, COMMUNITY_MANAGER, LEAD, AUDITOR),
            NavigationEntry.of("retention", "/crm/retention", "hourglass", MEASURE, LEAD, AUDITOR, ADMIN),
            NavigationEntry.of(
                    "reports", "/reporting/response-times", "chart-bar", MEASURE, LEAD, AUDITOR, PRODUCT_MANAGER),
            NavigationEntry.of(
                    "deliveries", "/publishing/deliveries", "send", PUBLISH, COMMUNITY_MANAGER, LEAD, ADMIN, AUDITOR),
            NavigationEntry.of(
                    "stops",
                    "/publishing/stops",
                    "hand-stop",
                    PUBLISH,
                    COMMUNITY_MANAGER,
                    LEAD,
                    EMPLOYEE,
                    AGENCY,
                    ADMIN,
                    AUDITOR),
            NavigationEntry.of(
                    "channels", "/publishing/channels", "building-broadcast-tower", PUBLISH, LEAD, ADMIN, AUDITOR),
            NavigationEntry.of("topics", "/listening/topics", "target", LISTEN, LEAD, ADMIN, AUDITOR),
            NavigationEntry.of("sources", "/listening/sources", "antenna", LISTEN, ADMIN, AUDITOR),
            NavigationEntry.of("policy", "/moderation/policy", "book-2", RULES, LEAD, ADMIN, AUDITOR),
            NavigationEntry.of("rotas", "/moderation/rotas", "phone-call", RULES, LEAD, ADMIN),
            NavigationEntry.of("members", "/identity/members", "users", HOUSE, ADMIN),
            NavigationEntry.of("access", "/identity/company", "door", HOUSE, ADMIN),
            NavigationEntry.of("second-person", "/identity/second-person", "key", HOUSE, ADMIN, AUDITOR),
            NavigationEntry.of("brands", "/identity/brands", "building-store", HOUSE, ADMIN),
            NavigationEntry.of("product-lines", "/crm/product-lines", "stack-2", HOUSE, ADMIN),
            NavigationEntry.of("health", "/reporting/health", "heart-rate-monitor", HOUSE, ADMIN));

    /** In the member's own menu, so for everybody; the sidebar does not repeat it. */
    static final String TOKENS = "/identity/tokens";

    private Navigation() {}

    static List<NavigationEntry> all() {
        return ENTRIES;
    }

    static List<NavigationEntry> of(SignedIn member) {
        return ENTRIES.stream().filter(entry -> entry.isFor(member)).toList();
    }

    /** The entry whose page, or a page below it, is at this path. */
    static Optional<NavigationEntry> at(String path) {
        return ENTRIES.stream()
                .filter(entry -> entry.contains(path))
                .max(Comparator.comparingInt(entry -> entry.path().length()));
    }
}
