package org.parvis.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.NavigationCounts.Count;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the {@link Shell} into the model of every page, so that a page controller never thinks of it. */
@ControllerAdvice
final class ShellAdvice {

    private final WhoIsThere who;
    private final Preferences preferences;
    private final ObjectProvider<NavigationCounts> counts;
    private final String service;

    ShellAdvice(WhoIsThere who, Preferences preferences, ObjectProvider<NavigationCounts> counts, String service) {
        this.who = who;
        this.preferences = preferences;
        this.counts = counts;
        this.service = service;
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request, Locale locale) {
        var member = who.current().orElse(null);
        var path = requestedPath(request);
        return new Shell(
                member,
                service,
                path,
                locale,
                preferences.theme(request),
                preferences.zone(),
                SingletonSupplier.of(() -> groups(member, path)));
    }

    private List<Shell.Group> groups(@Nullable SignedIn member, String path) {
        if (member == null) {
            return List.of();
        }
        var here = Navigation.at(path.replaceFirst("\\?.*", ""))
                .map(NavigationEntry::id)
                .orElse("");
        var waiting = counts(member);
        var entries = Navigation.of(member);
        var groups = new ArrayList<Shell.Group>();
        for (var group : NavigationEntry.Group.values()) {
            var lines = entries.stream()
                    .filter(entry -> entry.group() == group)
                    .map(entry -> line(entry, here, waiting))
                    .toList();
            if (!lines.isEmpty()) {
                groups.add(new Shell.Group(groups.isEmpty() ? null : "shell.group." + group, lines));
            }
        }
        return groups;
    }

    private static Shell.Line line(NavigationEntry entry, String here, Map<String, Count> waiting) {
        return new Shell.Line(
                entry.id(),
                entry.path(),
                entry.icon(),
                "shell.nav." + entry.id(),
                entry.service(),
                entry.id().equals(here),
                waiting.get(entry.id()));
    }

    private Map<String, Count> counts(SignedIn member) {
        var source = counts.getIfAvailable();
        return source == null ? Map.of() : source.of(member);
    }

    /** With its query; on an error page, the address that failed, not that of the error page. */
    private static String requestedPath(HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = failed == null ? request.getRequestURI() : failed.toString();
        var query = failed == null ? request.getQueryString() : null;
        // Two slashes at the start would make a link to another host of it.
        var ours = path.replaceFirst("^/{2,}", "/");
        return query == null ? ours : ours + "?" + query;
    }
}
