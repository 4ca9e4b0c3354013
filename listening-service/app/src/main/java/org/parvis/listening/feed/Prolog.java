package org.parvis.listening.feed;

/**
 * Cuts off everything before the root element: declaration, stylesheets, comments and the DOCTYPE.
 *
 * <p>Real feeds carry DOCTYPEs, so refusing them loses readers; obeying them is how entity bombs and file reading work. What
 * is cut here is never seen by a parser: no entity it declares exists any more.
 */
final class Prolog {

    private Prolog() {}

    static String cutFrom(String text) {
        int i = 0;
        while (i < text.length()) {
            int start = text.indexOf('<', i);
            if (start < 0) {
                return "";
            }
            if (text.startsWith("<?", start)) {
                i = after(text, "?>", start + 2);
            } else if (text.startsWith("<!--", start)) {
                i = after(text, "-->", start + 4);
            } else if (text.startsWith("<!", start)) {
                i = endOfDoctype(text, start + 2);
            } else {
                return text.substring(start);
            }
        }
        return "";
    }

    private static int after(String text, String end, int from) {
        int i = text.indexOf(end, from);
        return i < 0 ? text.length() : i + end.length();
    }

    private static int endOfDoctype(String text, int from) {
        boolean subset = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = Math.max(i, text.indexOf(c, i + 1));
            } else if (subset && text.startsWith("<!--", i)) {
                i = after(text, "-->", i + 4) - 1;
            } else if (c == '[') {
                subset = true;
            } else if (c == ']') {
                subset = false;
            } else if (c == '>' && !subset) {
                return i + 1;
            }
        }
        return text.length();
    }
}
