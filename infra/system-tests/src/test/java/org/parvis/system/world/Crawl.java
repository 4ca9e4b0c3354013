package org.parvis.system.world;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** All that a member can click their way to: pages, parts of pages, and the forms on them. */
public final class Crawl {

    private static final int MOST_PAGES = 300;

    /** There are hundreds of conversations, and their pages have the same forms. */
    private static final int OF_EACH_SHAPE = 3;

    /** What ends the visit, never ends, or is no page. */
    private static final Pattern NOT_FOLLOWED =
            Pattern.compile("/(assets|logout|api|login|oauth2)(/.*)?|/[a-z]+/(live|counts).*");

    private static final Pattern ID = Pattern.compile("(?i)[a-z]*-?[0-9a-f-]{16,}|[0-9]+");

    private final Api visitor;
    private final Map<String, Answer> pages = new LinkedHashMap<>();
    private final Set<Form> forms = new LinkedHashSet<>();
    private final Map<String, Integer> shapes = new HashMap<>();
    private final ArrayDeque<String> ahead = new ArrayDeque<>();

    private Crawl(Api visitor) {
        this.visitor = visitor;
    }

    /** @param fields as a browser would send them */
    public record Form(String action, String fields) {}

    /** Visits all of these, and whatever they lead to. */
    public static Crawl from(List<String> start, Api visitor) {
        var crawl = new Crawl(visitor);
        crawl.ahead.addAll(start);
        while (!crawl.ahead.isEmpty() && crawl.pages.size() < MOST_PAGES) {
            crawl.visit(crawl.ahead.remove());
        }
        return crawl;
    }

    /** What was opened, by address. */
    public Map<String, Answer> pages() {
        return pages;
    }

    public Set<Form> forms() {
        return forms;
    }

    private void meet(String address) {
        if (!address.startsWith("/")
                || address.startsWith("//")
                || NOT_FOLLOWED.matcher(address).matches()) {
            return;
        }
        var shape = ID.matcher(address).replaceAll("*").replaceAll("=[^&]*", "=*");
        if (shapes.merge(shape, 1, Integer::sum) <= OF_EACH_SHAPE && !pages.containsKey(address)) {
            ahead.add(address);
        }
    }

    private void visit(String address) {
        var answer = visitor.get(address);
        if (answer.status() != 200 || pages.putIfAbsent(address, answer) != null) {
            return;
        }
        var page = Jsoup.parse(answer.said());
        for (var attribute : List.of("href", "hx-get", "data-href", "data-url")) {
            page.select("[" + attribute + "]").forEach(element -> meet(withoutFragment(element.attr(attribute))));
        }
        collectForms(page);
    }

    private static String withoutFragment(String address) {
        return address.replaceFirst("#.*", "");
    }

    private void collectForms(Document page) {
        for (var form : page.select("form")) {
            if (form.attr("method").equalsIgnoreCase("get")) {
                meet(form.attr("action"));
            } else if (form.hasAttr("action")) {
                forms.add(new Form(form.attr("action"), fields(form)));
            }
        }
        page.select("[hx-post]").forEach(element -> forms.add(new Form(element.attr("hx-post"), fields(element))));
    }

    private static String fields(Element form) {
        return form.select("[name]").stream()
                .map(field -> encoded(field.attr("name")) + "=" + encoded(value(field)))
                .distinct()
                .collect(Collectors.joining("&"));
    }

    private static String value(Element field) {
        var value = field.select("option[value]").stream()
                .map(option -> option.attr("value"))
                .reduce((first, last) -> last)
                .orElseGet(field::val);
        return value.isEmpty() ? "x" : value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
