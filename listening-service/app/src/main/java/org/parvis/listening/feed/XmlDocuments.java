package org.parvis.listening.feed;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
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
        var limits = new Limits();
        builder.setXMLFilter(limits);
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

    /** Counts on the way into the tree, and leaves out the items beyond the limit instead of building them. */
    private static final class Limits extends XMLFilterImpl {

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
            pieces += 1 + attributes.getLength();
            if (pieces > MAX_PIECES) {
                throw new FeedRefused(FeedRefused.Reason.TOO_LARGE);
            }
            super.startElement(uri, localName, qName, attributes);
        }

        @Override
        public void endElement(String uri, String localName, String qName) throws SAXException {
            if (!isSkipping()) {
                super.endElement(uri, localName, qName);
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
        public void startPrefixMapping(String prefix, String uri) throws SAXException {
            if (!isSkipping()) {
                super.startPrefixMapping(prefix, uri);
            }
        }

        @Override
        public void endPrefixMapping(String prefix) throws SAXException {
            if (!isSkipping()) {
                super.endPrefixMapping(prefix);
            }
        }

        private boolean isSkipping() {
            return depth > skippedFrom || skippedFrom == depth;
        }
    }
}
