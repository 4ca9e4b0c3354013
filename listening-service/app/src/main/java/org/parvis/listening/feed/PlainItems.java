package org.parvis.listening.feed;

import com.rometools.rome.io.impl.DateParser;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdom2.Attribute;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;

/**
 * Reads items by the plain names of their elements, whatever namespace, version or letter case the feed uses: for feeds
 * whose format no library knows but whose meaning is plain.
 */
final class PlainItems {

    private static final Set<String> ROOTS = Set.of("rss", "rdf", "feed", "channel", "entry", "item");

    private PlainItems() {}

    /** The items; nothing when the root is none of a feed's. */
    static Optional<List<RawItem>> of(Document document, URI base) {
        var root = document.getRootElement();
        if (!ROOTS.contains(name(root))) {
            return Optional.empty();
        }
        var items = new ArrayList<RawItem>();
        var waiting = new ArrayDeque<Element>();
        waiting.add(root);
        while (!waiting.isEmpty() && items.size() < FeedReader.MAX_ITEMS) {
            var element = waiting.remove();
            if (name(element).equals("item") || name(element).equals("entry")) {
                items.add(item(element, base));
            } else {
                waiting.addAll(element.getChildren());
            }
        }
        return Optional.of(items);
    }

    private static RawItem item(Element item, URI base) {
        return new RawItem(
                Stream.of(text(item, "guid", "id"), attribute(item, "about"))
                        .filter(id -> !id.isBlank())
                        .findFirst()
                        .orElse(null),
                link(item, base),
                words(item, "title"),
                words(item, "encoded", "content", "description", "summary", "abstract", "body"),
                author(item),
                date(item));
    }

    private static Optional<URI> link(Element item, URI base) {
        var candidates = new ArrayList<String>();
        for (var child : item.getChildren()) {
            if (name(child).equals("link")) {
                var rel = attribute(child, "rel");
                var href = attribute(child, "href");
                if (rel.isEmpty() || rel.equals("alternate")) {
                    candidates.add(href.isEmpty() ? child.getTextTrim() : href);
                }
            }
        }
        candidates.add(attribute(item, "href"));
        candidates.add(text(item, "guid", "a"));
        return candidates.stream()
                .map(candidate -> Links.web(candidate, base))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String author(Element item) {
        return children(item, "author", "creator", "source")
                .map(author -> text(author, "name").isEmpty() ? author.getTextTrim() : text(author, "name"))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("");
    }

    private static Optional<Instant> date(Element item) {
        return Stream.concat(
                        children(item, "pubdate", "published", "issued", "date", "updated", "modified", "created")
                                .map(Element::getTextTrim),
                        Stream.of(attribute(item, "lastmod")))
                .filter(text -> !text.isBlank() && text.length() < 60)
                .map(text -> Optional.ofNullable(DateParser.parseDate(text, Locale.US)))
                .flatMap(Optional::stream)
                .map(Date::toInstant)
                .findFirst();
    }

    private static RawItem.Words words(Element item, String... names) {
        return children(item, names)
                .findFirst()
                .map(element -> element.getChildren().isEmpty()
                        ? new RawItem.Words(
                                element.getText(), !attribute(element, "type").equals("text"))
                        : new RawItem.Words(
                                new XMLOutputter(Format.getRawFormat()).outputElementContentString(element), true))
                .orElse(RawItem.Words.NONE);
    }

    private static String text(Element parent, String... names) {
        return children(parent, names).map(Element::getTextTrim).findFirst().orElse("");
    }

    /** Children by name, in the order of the names asked for. */
    private static Stream<Element> children(Element parent, String... names) {
        return Stream.of(names)
                .flatMap(name -> parent.getChildren().stream()
                        .filter(child -> name(child).equals(name)));
    }

    private static String attribute(Element element, String name) {
        return element.getAttributes().stream()
                .filter(attribute -> attribute.getName().equalsIgnoreCase(name))
                .map(Attribute::getValue)
                .findFirst()
                .orElse("");
    }

    private static String name(Element element) {
        return element.getName().toLowerCase(Locale.ROOT);
    }
}
