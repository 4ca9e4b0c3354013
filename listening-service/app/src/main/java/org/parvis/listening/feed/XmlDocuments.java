package org.parvis.listening.feed;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.XMLConstants;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jdom2.JDOMFactory;
import org.jdom2.input.SAXBuilder;
import org.jdom2.input.sax.SAXHandler;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/** Parses XML from strangers: no DOCTYPE, nothing external, bounded depth and number of elements and items. */
final class XmlDocuments {

    static final int MAX_DEPTH = 64;

    /** Elements and attributes: each is many times larger in memory than it was sent. */
    static final int MAX_PIECES = 100_000;

    private XmlDocuments() {}

    /**
     * Parses well-formed XML.
     *
     * @throws JDOMException when it is not well-formed
     * @throws FeedRefused when it is beyond the limits
     */
    static Document parse(String xml) throws JDOMException {
        var builder = new SAXBuilder();
        builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
        builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        builder.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        builder.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        builder.setExpandEntities(false);
        builder.setXMLFilter(new Limits());
        builder.setSAXHandlerFactory(TextAlone::new);
        try {
            return builder.build(new StringReader(xml));
        } catch (IOException | IllegalArgumentException e) {
            // The tree refuses some names and namespaces that the parser lets pass.
            throw new JDOMException("not readable", e);
        }
    }

    /** Removes what XML cannot carry at all: control characters and halves of characters. */
    static String withoutIllegalCharacters(String text) {
        if (text.codePoints().allMatch(XmlDocuments::isLegal)) {
            return text;
        }
        var legal = new StringBuilder(text.length());
        text.codePoints().filter(XmlDocuments::isLegal).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        return c >= 0x20
                ? c <= 0xd7ff || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000
                : c == '\t' || c == '\n' || c == '\r';
    }

    /** Comments and the seams of CDATA would each be a piece of the tree; nobody reads them. */
    private static final class TextAlone extends SAXHandler {

        TextAlone(JDOMFactory factory) {
            super(factory);
        }

        @Override
        public void comment(char[] text, int start, int length) {}

        @Override
        public void startCDATA() {}

        @Override
        public void endCDATA() {}
    }

    /**
     * Counts on the way into the tree, and leaves out the items beyond the limit instead of building them. The tree keeps every namespace it
     * ever saw for as long as the house runs, under each of its prefixes: all but those that feeds are made of are one and the same here.
     */
    private static final class Limits extends XMLFilterImpl {

        private static final String OTHER = "urn:parvis:other";

        private static final List<String> OF_FEEDS = List.of(
                "http://www.w3.org/2005/Atom",
                "http://purl.org/atom/ns#",
                "http://www.w3.org/2007/app",
                "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                "http://purl.org/rss/1.0/",
                "http://my.netscape.com/rdf/simple/0.9/",
                "http://channel.netscape.com/rdf/simple/0.9/",
                "http://backend.userland.com/rss",
                "http://backend.userland.com/rss2",
                "http://backend.userland.com/RSS2",
                "http://blogs.law.harvard.edu/tech/rss",
                "http://purl.org/rss/1.0/modules/content/",
                "http://purl.org/rss/1.0/modules/syndication/",
                "http://purl.org/rss/1.0/modules/slash/",
                "http://purl.org/dc/elements/1.1/",
                "http://purl.org/dc/terms/",
                "http://wellformedweb.org/CommentAPI/",
                "http://purl.org/syndication/thread/1.0",
                "http://search.yahoo.com/mrss/",
                "http://search.yahoo.com/mrss",
                "http://www.itunes.com/dtds/podcast-1.0.dtd",
                "http://www.georss.org/georss",
                "http://rssnamespace.org/feedburner/ext/1.0",
                "http://www.w3.org/1999/xhtml");

        private int depth;
        private int pieces;
        private int items;
        private int skippedFrom = Integer.MAX_VALUE;

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes)
                throws SAXException {
            depth++;
            if (depth > MAX_DEPTH) {
                throw new FeedRefused(FeedRefused.Reason.TOO_DEEP);
            }
            if (isSkipping()) {
                return;
            }
            if (localName.equalsIgnoreCase("item") || localName.equalsIgnoreCase("entry")) {
                items++;
                if (items > FeedReader.MAX_ITEMS) {
                    skippedFrom = depth;
                    return;
                }
            }
            count(1 + attributes.getLength());
            super.startElement(known(uri), localName, localName, known(attributes));
        }

        private void count(int more) {
            pieces += more;
            if (pieces > MAX_PIECES) {
                throw new FeedRefused(FeedRefused.Reason.TOO_LARGE);
            }
        }

        private static String known(String uri) {
            return uri.isEmpty() || OF_FEEDS.contains(uri) ? uri : OTHER;
        }

        /** Those without a namespace, of XML itself and of feeds, these under one prefix each. */
        private static Attributes known(Attributes attributes) {
            var known = new AttributesImpl();
            for (var at = 0; at < attributes.getLength(); at++) {
                var uri = attributes.getURI(at);
                var name = attributes.getLocalName(at);
                if (uri.isEmpty()) {
                    known.addAttribute("", name, name, attributes.getType(at), attributes.getValue(at));
                } else if (uri.equals(XMLConstants.XML_NS_URI)) {
                    known.addAttribute(uri, name, "xml:" + name, attributes.getType(at), attributes.getValue(at));
                } else if (OF_FEEDS.contains(uri)) {
                    var prefix = "n" + OF_FEEDS.indexOf(uri);
                    known.addAttribute(uri, name, prefix + ":" + name, attributes.getType(at), attributes.getValue(at));
                }
            }
            return known;
        }

        @Override
        public void endElement(String uri, String localName, String qName) throws SAXException {
            if (!isSkipping()) {
                super.endElement(known(uri), localName, localName);
            } else if (depth == skippedFrom) {
                skippedFrom = Integer.MAX_VALUE;
            }
            depth--;
        }

        @Override
        public void characters(char[] text, int start, int length) throws SAXException {
            if (!isSkipping()) {
                super.characters(text, start, length);
            }
        }

        @Override
        public void startPrefixMapping(String prefix, String uri) {
            count(1);
        }

        @Override
        public void endPrefixMapping(String prefix) {}

        @Override
        public void processingInstruction(String target, String data) {}

        private boolean isSkipping() {
            return depth > skippedFrom || skippedFrom == depth;
        }
    }
}
