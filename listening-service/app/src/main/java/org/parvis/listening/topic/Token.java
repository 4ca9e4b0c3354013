package org.parvis.listening.topic;

import static org.parvis.listening.topic.QueryRefused.Reason.UNCLOSED_QUOTE;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a query.
 *
 * @param kind what it is
 * @param text its text without quotes
 * @param position where it begins
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        WORD,
        QUOTED,
        OPEN,
        CLOSE,
        AND,
        OR,
        NOT,
        END
    }

    /** Straight and typographic double quotes and guillemets all quote. */
    private static final String QUOTES = "\"“”„«»";

    static List<Token> of(String query) {
        var tokens = new ArrayList<Token>();
        int i = 0;
        while (i < query.length()) {
            char c = query.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                i++;
            } else if (c == '(' || c == ')') {
                tokens.add(new Token(c == '(' ? Kind.OPEN : Kind.CLOSE, String.valueOf(c), i));
                i++;
            } else if (QUOTES.indexOf(c) >= 0) {
                int end = endOfQuote(query, i);
                tokens.add(new Token(Kind.QUOTED, query.substring(i + 1, end), i));
                i = end + 1;
            } else if (c == '-' && i + 1 < query.length() && !Character.isWhitespace(query.charAt(i + 1))) {
                tokens.add(new Token(Kind.NOT, "-", i));
                i++;
            } else {
                int end = endOfWord(query, i);
                var text = query.substring(i, end);
                tokens.add(new Token(kind(text), text, i));
                i = end;
            }
        }
        tokens.add(new Token(Kind.END, "", query.length()));
        return tokens;
    }

    /** Operators are in capitals, so that "or" the metal and "et" the visitor can be looked for. */
    private static Kind kind(String text) {
        return switch (text) {
            case "AND", "ET", "&&" -> Kind.AND;
            case "OR", "OU", "||" -> Kind.OR;
            case "NOT", "SAUF" -> Kind.NOT;
            default -> Kind.WORD;
        };
    }

    private static int endOfQuote(String query, int start) {
        for (int i = start + 1; i < query.length(); i++) {
            if (QUOTES.indexOf(query.charAt(i)) >= 0) {
                return i;
            }
        }
        throw new QueryRefused(UNCLOSED_QUOTE, start);
    }

    private static int endOfWord(String query, int start) {
        int i = start;
        while (i < query.length()
                && !Character.isWhitespace(query.charAt(i))
                && !Character.isSpaceChar(query.charAt(i))
                && "()".indexOf(query.charAt(i)) < 0
                && QUOTES.indexOf(query.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
