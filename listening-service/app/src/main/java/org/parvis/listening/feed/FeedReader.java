package org.parvis.listening.feed;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.Namespace;

/**
 * Reads RSS, RDF, Atom and JSON Feed, as they should be and as they are.
 *
 * <p>The way of an XML feed: find the encoding, cut the prolog, parse strictly; when that fails, repair and parse again. The
 * tree goes to the ROME library; when that cannot name the format, the plain names of the elements decide.
 */
public final class FeedReader {

    /** More entries than this are not read: a feed is a window, not an archive. */
    public static final int MAX_ITEMS = 1_000;

    /** However many sources are due: a feed in memory is many times what it was on its way. */
    private static final Semaphore AT_ONCE = new Semaphore(1);

    private static final int MAX_REPAIRABLE = 5_000_000;
    private static final int MAX_TITLE = 300;

    private FeedReader() {}

    /**
     * Reads one answer of a server.
     *
     * @param bytes the body, inflated
     * @param contentType the header's text, or empty
     * @param url where the body was found; links are relative to it
     * @throws FeedRefused when there is no feed to read
     */
    public static Feed read(byte[] bytes, String contentType, URI url) {
        AT_ONCE.acquireUninterruptibly();
        try {
            return readAlone(bytes, contentType, url);
        } finally {
            AT_ONCE.release();
        }
    }

    private static Feed readAlone(byte[] bytes, String contentType, URI url) {
        var text = FeedEncoding.decode(bytes, contentType).stripLeading();
        if (text.isBlank()) {
            throw new FeedRefused(FeedRefused.Reason.EMPTY);
        }
        if (text.startsWith("{")) {
            return JsonItems.read(text, url);
        }
        var xml = XmlDocuments.withoutIllegalCharacters(Prolog.cutFrom(text));
        if (xml.isBlank()) {
            throw new FeedRefused(FeedRefused.Reason.NOT_A_FEED);
        }
        try {
            return read(XmlDocuments.parse(xml), url, false);
        } catch (JDOMException e) {
            return readRepaired(xml, url);
        }
    }

    private static Feed readRepaired(String xml, URI url) {
        if (xml.length() > MAX_REPAIRABLE) {
            throw new FeedRefused(FeedRefused.Reason.NOT_A_FEED);
        }
        if (isPage(xml)) {
            throw new FeedRefused(FeedRefused.Reason.WEB_PAGE, PageFeeds.in(xml, url));
        }
        try {
            return read(XmlDocuments.parse(XmlRepair.repair(xml)), url, true);
        } catch (JDOMException e) {
            throw new FeedRefused(FeedRefused.Reason.NOT_A_FEED);
        }
    }

    private static Feed read(Document document, URI url, boolean repaired) {
        var root = document.getRootElement();
        if (root.getName().equalsIgnoreCase("html")) {
            var page = new org.jdom2.output.XMLOutputter().outputString(root);
            throw new FeedRefused(FeedRefused.Reason.WEB_PAGE, PageFeeds.in(page, url));
        }
        Links.makeAbsolute(document, url);
        var language = language(document);
        var items = RomeItems.of(document, url)
                .filter(found -> !found.isEmpty())
                .or(() -> PlainItems.of(document, url))
                .orElseThrow(() -> new FeedRefused(FeedRefused.Reason.NOT_A_FEED));
        return new Feed(
                title(document),
                items.stream().map(item -> item.clean(language)).toList(),
                repaired);
    }

    private static boolean isPage(String text) {
        var head = text.substring(0, Math.min(text.length(), 200)).toLowerCase(Locale.ROOT);
        return head.startsWith("<html") || head.startsWith("<head") || head.startsWith("<body");
    }

    private static String title(Document document) {
        return channelChildren(document, "title")
                .map(element -> title(new RawItem.Words(element.getValue(), true)))
                .filter(title -> !title.isEmpty())
                .findFirst()
                .orElse("");
    }

    static String title(RawItem.Words words) {
        return words.plain(MAX_TITLE).replace('\n', ' ');
    }

    private static Optional<String> language(Document document) {
        var root = document.getRootElement();
        return Stream.concat(
                        Stream.ofNullable(root.getAttributeValue("lang", Namespace.XML_NAMESPACE)),
                        channelChildren(document, "language").map(Element::getTextTrim))
                .map(FeedReader::language)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The primary part of a language tag, when it looks like one. */
    static Optional<String> language(String tag) {
        var primary = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return primary.matches("[a-z]{2,3}") ? Optional.of(primary) : Optional.empty();
    }

    private static Stream<Element> channelChildren(Document document, String name) {
        var root = document.getRootElement();
        return Stream.concat(
                        root.getChildren().stream(), channels(root).stream().flatMap(c -> c.getChildren().stream()))
                .filter(element -> element.getName().equalsIgnoreCase(name));
    }

    private static List<Element> channels(Element root) {
        return root.getChildren().stream()
                .filter(element -> element.getName().equalsIgnoreCase("channel"))
                .toList();
    }
}
