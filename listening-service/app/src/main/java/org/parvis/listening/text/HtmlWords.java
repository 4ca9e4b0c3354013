package org.parvis.listening.text;

import java.util.List;
import java.util.Set;
import org.owasp.html.HtmlSanitizer;

/** Listens to the sanitizer's walk through a page and keeps the words, with line ends where blocks end. */
final class HtmlWords implements HtmlSanitizer.Policy {

    private static final Set<String> SILENT = Set.of(
            "script",
            "style",
            "template",
            "noscript",
            "iframe",
            "object",
            "embed",
            "applet",
            "svg",
            "math",
            "textarea",
            "select",
            "option",
            "button",
            "head",
            "title",
            "audio",
            "video",
            "canvas",
            "noframes",
            "noembed",
            "xmp");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "br",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "tr",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "pre",
            "hr",
            "section",
            "article",
            "header",
            "footer",
            "figure",
            "figcaption",
            "main",
            "aside",
            "nav",
            "form",
            "fieldset",
            "address");

    private final StringBuilder text = new StringBuilder();
    private int silence;

    String text() {
        return text.toString();
    }

    @Override
    public void openDocument() {
        silence = 0;
    }

    @Override
    public void closeDocument() {
        silence = 0;
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        if (SILENT.contains(name)) {
            silence++;
        } else {
            breakLine(name);
        }
    }

    @Override
    public void closeTag(String name) {
        if (SILENT.contains(name)) {
            silence = Math.max(0, silence - 1);
        } else {
            breakLine(name);
        }
    }

    @Override
    public void text(String words) {
        if (silence == 0) {
            text.append(words);
        }
    }

    private void breakLine(String name) {
        if (silence == 0 && BLOCKS.contains(name)) {
            text.append(name.equals("p") ? "\n\n" : "\n");
        } else if (name.equals("td") || name.equals("th")) {
            text.append(' ');
        }
    }
}
