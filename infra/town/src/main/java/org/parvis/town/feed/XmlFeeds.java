package org.parvis.town.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes Atom (RFC 4287) and RSS 2.0. */
final class XmlFeeds {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).withZone(ZoneOffset.UTC);

    private XmlFeeds() {}

    @FunctionalInterface
    private interface Body {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    static byte[] atom(Feed feed) {
        return document(xml -> {
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            text(xml, "id", feed.self());
            text(xml, "title", feed.title());
            text(xml, "updated", feed.updated().toString());
            link(xml, "self", feed.self());
            link(xml, "alternate", feed.page());
            for (var entry : feed.entries()) {
                atomEntry(xml, entry);
            }
            xml.writeEndElement();
        });
    }

    private static void atomEntry(XMLStreamWriter xml, Feed.Entry entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        if (!entry.language().isEmpty()) {
            xml.writeAttribute("xml:lang", entry.language());
        }
        text(xml, "id", entry.url());
        text(xml, "title", entry.title());
        text(xml, "published", entry.published().toString());
        text(xml, "updated", entry.updated().toString());
        xml.writeStartElement("author");
        text(xml, "name", entry.author());
        text(xml, "uri", entry.authorUrl());
        xml.writeEndElement();
        link(xml, "alternate", entry.url());
        for (var tag : entry.tags()) {
            xml.writeEmptyElement("category");
            xml.writeAttribute("term", tag);
        }
        xml.writeStartElement("content");
        xml.writeAttribute("type", "text");
        xml.writeCharacters(entry.text());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String rel, String href) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("href", href);
    }

    static byte[] rss(Feed feed) {
        return document(xml -> {
            xml.writeStartElement("rss");
            xml.writeAttribute("version", "2.0");
            xml.writeNamespace("dc", DUBLIN_CORE);
            xml.writeNamespace("atom", ATOM);
            xml.writeStartElement("channel");
            text(xml, "title", feed.title());
            text(xml, "link", feed.page());
            text(xml, "description", feed.title());
            text(xml, "lastBuildDate", RFC_1123.format(feed.updated()));
            xml.writeEmptyElement("atom", "link", ATOM);
            xml.writeAttribute("rel", "self");
            xml.writeAttribute("href", feed.self());
            for (var entry : feed.entries()) {
                rssItem(xml, entry);
            }
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    private static void rssItem(XMLStreamWriter xml, Feed.Entry entry) throws XMLStreamException {
        xml.writeStartElement("item");
        text(xml, "guid", entry.url());
        text(xml, "link", entry.url());
        text(xml, "title", entry.title());
        text(xml, "pubDate", RFC_1123.format(entry.published()));
        xml.writeStartElement("dc", "creator", DUBLIN_CORE);
        xml.writeCharacters(entry.author());
        xml.writeEndElement();
        for (var tag : entry.tags()) {
            text(xml, "category", tag);
        }
        text(xml, "description", asHtml(entry.text()));
        xml.writeEndElement();
    }

    /** An RSS description is read as HTML, so plain text must be escaped once for HTML before it is for XML. */
    private static String asHtml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static byte[] document(Body body) {
        var out = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            body.write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A feed could not be written", e);
        }
        return out.toByteArray();
    }
}
