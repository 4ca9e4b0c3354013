package org.parvis.listening.topic;

import static org.parvis.listening.topic.QueryRefused.Reason.BAD_DISTANCE;
import static org.parvis.listening.topic.QueryRefused.Reason.BAD_LANGUAGE;
import static org.parvis.listening.topic.QueryRefused.Reason.BAD_LIST;
import static org.parvis.listening.topic.QueryRefused.Reason.BAD_MISTAKES;
import static org.parvis.listening.topic.QueryRefused.Reason.EMPTY;
import static org.parvis.listening.topic.QueryRefused.Reason.FUZZY_LENGTH;
import static org.parvis.listening.topic.QueryRefused.Reason.MATCHES_EVERYTHING;
import static org.parvis.listening.topic.QueryRefused.Reason.MISSING_VALUE;
import static org.parvis.listening.topic.QueryRefused.Reason.MISSING_WORD;
import static org.parvis.listening.topic.QueryRefused.Reason.NEAR_NEEDS_WORDS;
import static org.parvis.listening.topic.QueryRefused.Reason.NEAR_TOO_MANY_WORDS;
import static org.parvis.listening.topic.QueryRefused.Reason.NEAR_TOO_MUCH;
import static org.parvis.listening.topic.QueryRefused.Reason.NOTHING_TO_SEARCH;
import static org.parvis.listening.topic.QueryRefused.Reason.PREFIX_TOO_SHORT;
import static org.parvis.listening.topic.QueryRefused.Reason.TOO_DEEP;
import static org.parvis.listening.topic.QueryRefused.Reason.TOO_LONG;
import static org.parvis.listening.topic.QueryRefused.Reason.TOO_MANY_WORDS;
import static org.parvis.listening.topic.QueryRefused.Reason.UNCLOSED_PARENTHESIS;
import static org.parvis.listening.topic.QueryRefused.Reason.UNKNOWN_FIELD;
import static org.parvis.listening.topic.QueryRefused.Reason.UNOPENED_PARENTHESIS;
import static org.parvis.listening.topic.QueryRefused.Reason.WILDCARD_MISPLACED;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.parvis.listening.text.TextAnalysis;
import org.parvis.listening.topic.Token.Kind;

/**
 * Reads a query.
 *
 * <pre>
 * query   = and { OR and }            OR, OU
 * and     = part { [ AND ] part }     AND, ET, or nothing between two parts
 * part    = { NOT } primary           NOT, SAUF, or a minus sign before the part
 * primary = ( query ) | "exact words" | "words near"~distance | word | start* | word~mistakes | field:value | field:list
 * field   = author, auteur | site | link, lien | lang, langue, language
 * list    = ( value { [ OR ] value } )
 * </pre>
 */
final class QueryParser {

    static final int MAX_LENGTH = 200_000;
    private static final int MAX_WORDS = 5_000;
    private static final int MAX_VALUES = 10_000;
    private static final int MAX_DEPTH = 30;
    private static final int MIN_PREFIX = 2;
    private static final int MAX_DISTANCE = 100;
    private static final int MOST_NEAR = 20;

    /** Words times distance, of all that stand near each other: each costs as much at every word of every message. */
    private static final int MOST_NEAR_TOGETHER = 10_000;

    private static final int MAX_MISTAKES = 2;
    /** With one mistake and with two. */
    private static final List<Integer> MIN_FUZZY = List.of(3, 4);

    private static final int MAX_FUZZY = 40;
    private static final Pattern FUZZY = Pattern.compile("^(.+)~(\\d*)$", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("^(\\p{L}+):(.*)$", Pattern.DOTALL);
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final List<Token> tokens;
    private int at;
    private int words;
    private int near;
    private int values;

    private QueryParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static QueryNode parse(String text) {
        if (text.isBlank()) {
            throw new QueryRefused(EMPTY, 0);
        }
        if (text.length() > MAX_LENGTH) {
            throw new QueryRefused(TOO_LONG, MAX_LENGTH);
        }
        var parser = new QueryParser(Token.of(text));
        var node = parser.or(0);
        if (parser.peek().kind() == Kind.CLOSE) {
            throw new QueryRefused(UNOPENED_PARENTHESIS, parser.peek().position());
        }
        requireSelective(node);
        return node;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at++);
    }

    private QueryNode or(int depth) {
        if (depth > MAX_DEPTH) {
            throw new QueryRefused(TOO_DEEP, peek().position());
        }
        int position = peek().position();
        var parts = new ArrayList<QueryNode>();
        parts.add(and(depth));
        while (peek().kind() == Kind.OR) {
            next();
            parts.add(and(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new QueryNode.Or(List.copyOf(parts), position);
    }

    private QueryNode and(int depth) {
        int position = peek().position();
        var parts = new ArrayList<QueryNode>();
        addFlat(parts, part(depth));
        while (true) {
            var kind = peek().kind();
            if (kind == Kind.AND) {
                next();
            } else if (kind == Kind.OR || kind == Kind.CLOSE || kind == Kind.END) {
                return parts.size() == 1 ? parts.getFirst() : new QueryNode.And(List.copyOf(parts), position);
            }
            addFlat(parts, part(depth));
        }
    }

    /** "a (NOT b NOT c)" means the same without parentheses, and a negation needs its positive neighbour beside it. */
    private static void addFlat(List<QueryNode> parts, QueryNode part) {
        if (part instanceof QueryNode.And and) {
            parts.addAll(and.parts());
        } else {
            parts.add(part);
        }
    }

    private QueryNode part(int depth) {
        int position = peek().position();
        boolean negated = false;
        while (peek().kind() == Kind.NOT) {
            next();
            negated = !negated;
        }
        var primary = primary(depth);
        return negated ? new QueryNode.Not(primary, position) : primary;
    }

    private QueryNode primary(int depth) {
        var token = next();
        return switch (token.kind()) {
            case OPEN -> {
                if (peek().kind() == Kind.CLOSE) {
                    throw new QueryRefused(MISSING_WORD, peek().position());
                }
                var inner = or(depth + 1);
                if (next().kind() != Kind.CLOSE) {
                    throw new QueryRefused(UNCLOSED_PARENTHESIS, token.position());
                }
                yield inner;
            }
            case QUOTED -> counted(quoted(token));
            case WORD -> counted(word(token));
            case CLOSE -> throw new QueryRefused(depth == 0 ? UNOPENED_PARENTHESIS : MISSING_WORD, token.position());
            case AND, OR, NOT, END -> throw new QueryRefused(MISSING_WORD, token.position());
        };
    }

    private QueryNode counted(QueryNode node) {
        if (++words > MAX_WORDS) {
            throw new QueryRefused(TOO_MANY_WORDS, node.position());
        }
        return node;
    }

    private static QueryNode exact(String text, int position) {
        if (TextAnalysis.plainTokens(text).isEmpty()) {
            throw new QueryRefused(NOTHING_TO_SEARCH, position);
        }
        return new QueryNode.Exact(text, position);
    }

    private QueryNode quoted(Token token) {
        var exact = exact(token.text(), token.position());
        int end = token.position() + token.text().length() + 2;
        if (peek().position() != end || !peek().text().startsWith("~")) {
            return exact;
        }
        int distance = number(next().text().substring(1));
        if (distance < 1 || distance > MAX_DISTANCE) {
            throw new QueryRefused(BAD_DISTANCE, end);
        }
        int words = TextAnalysis.plainTokens(token.text()).size();
        if (words < 2) {
            throw new QueryRefused(NEAR_NEEDS_WORDS, token.position());
        }
        if (words > MOST_NEAR) {
            throw new QueryRefused(NEAR_TOO_MANY_WORDS, token.position());
        }
        near += words * distance;
        if (near > MOST_NEAR_TOGETHER) {
            throw new QueryRefused(NEAR_TOO_MUCH, token.position());
        }
        return new QueryNode.Near(token.text(), distance, token.position());
    }

    /** -1 when it is none, or one that nobody means. */
    private static int number(String digits) {
        return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : -1;
    }

    private QueryNode word(Token token) {
        var text = token.text();
        var field = FIELD.matcher(text);
        if (field.matches() && !field.group(2).startsWith("//")) {
            return field(field.group(1).toLowerCase(Locale.ROOT), field.group(2), token);
        }
        if (text.startsWith("~")) {
            throw new QueryRefused(BAD_DISTANCE, token.position());
        }
        int star = text.indexOf('*');
        if (star >= 0) {
            return prefix(text, star, token.position());
        }
        var fuzzy = FUZZY.matcher(text);
        if (fuzzy.matches()) {
            return fuzzy(fuzzy.group(1), fuzzy.group(2), token.position());
        }
        var plain = TextAnalysis.plainTokens(text);
        if (plain.isEmpty()) {
            throw new QueryRefused(NOTHING_TO_SEARCH, token.position());
        }
        // "Saint-Malo" is two words to the analysis; they belong together.
        return plain.size() == 1
                ? new QueryNode.Word(text, token.position())
                : new QueryNode.Exact(text, token.position());
    }

    private static QueryNode fuzzy(String text, String given, int position) {
        int mistakes = number(given);
        if (mistakes < 1 || mistakes > MAX_MISTAKES) {
            throw new QueryRefused(BAD_MISTAKES, position + text.length());
        }
        var plain = TextAnalysis.plainTokens(text);
        if (plain.isEmpty()) {
            throw new QueryRefused(NOTHING_TO_SEARCH, position);
        }
        int letters = plain.getFirst().codePointCount(0, plain.getFirst().length());
        if (plain.size() > 1 || letters < MIN_FUZZY.get(mistakes - 1) || letters > MAX_FUZZY) {
            throw new QueryRefused(FUZZY_LENGTH, position);
        }
        return new QueryNode.Fuzzy(plain.getFirst(), mistakes, position);
    }

    private static QueryNode prefix(String text, int star, int position) {
        if (star != text.length() - 1) {
            throw new QueryRefused(WILDCARD_MISPLACED, position + star);
        }
        var plain = TextAnalysis.plainTokens(text.substring(0, star));
        if (plain.size() > 1) {
            throw new QueryRefused(WILDCARD_MISPLACED, position + star);
        }
        if (plain.isEmpty() || plain.getFirst().length() < MIN_PREFIX) {
            throw new QueryRefused(PREFIX_TOO_SHORT, position);
        }
        return new QueryNode.Prefix(plain.getFirst(), position);
    }

    private QueryNode field(String name, String given, Token token) {
        int position = token.position();
        int valueAt = position + name.length() + 1;
        var field = switch (name) {
            case "author", "auteur" -> ValueKind.AUTHOR;
            case "site" -> ValueKind.SITE;
            case "link", "lien" -> ValueKind.LINK;
            case "lang", "langue", "language" -> ValueKind.LANGUAGE;
            default -> throw new QueryRefused(UNKNOWN_FIELD, position);
        };
        if (!given.isEmpty()) {
            return field.of(List.of(value(field, given, valueAt)), position);
        }
        if (peek().position() == valueAt && peek().kind() == Kind.QUOTED) {
            return field.of(List.of(value(field, next().text(), valueAt)), position);
        }
        if (peek().position() == valueAt && peek().kind() == Kind.OPEN) {
            return field.of(list(field), position);
        }
        throw new QueryRefused(MISSING_VALUE, valueAt);
    }

    private List<String> list(ValueKind field) {
        int open = next().position();
        var list = new ArrayList<String>();
        while (peek().kind() != Kind.CLOSE) {
            var token = next();
            switch (token.kind()) {
                case WORD, QUOTED -> list.add(value(field, token.text(), token.position()));
                case OR -> {
                    var beside = peek().kind();
                    if (list.isEmpty() || beside == Kind.OR || beside == Kind.CLOSE) {
                        throw new QueryRefused(MISSING_VALUE, peek().position());
                    }
                }
                case END -> throw new QueryRefused(UNCLOSED_PARENTHESIS, open);
                default -> throw new QueryRefused(BAD_LIST, token.position());
            }
        }
        var close = next();
        if (list.isEmpty()) {
            throw new QueryRefused(MISSING_VALUE, close.position());
        }
        return List.copyOf(list);
    }

    private String value(ValueKind field, String given, int position) {
        if (++values > MAX_VALUES) {
            throw new QueryRefused(TOO_MANY_WORDS, position);
        }
        var value = given.strip().toLowerCase(Locale.ROOT);
        if (value.isEmpty()) {
            throw new QueryRefused(MISSING_VALUE, position);
        }
        return switch (field) {
            case AUTHOR -> Fields.handle(value);
            case SITE -> {
                if (!DOMAIN.matcher(value).matches()) {
                    throw new QueryRefused(MISSING_VALUE, position);
                }
                yield value;
            }
            case LINK -> Links.place(value).orElseThrow(() -> new QueryRefused(MISSING_VALUE, position));
            case LANGUAGE -> {
                if (!LANGUAGES.contains(value)) {
                    throw new QueryRefused(BAD_LANGUAGE, position);
                }
                yield value;
            }
        };
    }

    private enum ValueKind {
        AUTHOR,
        SITE,
        LINK,
        LANGUAGE;

        QueryNode of(List<String> values, int position) {
            return switch (this) {
                case AUTHOR -> new QueryNode.Author(values, position);
                case SITE -> new QueryNode.Site(values, position);
                case LINK -> new QueryNode.Link(values, position);
                case LANGUAGE -> new QueryNode.Language(values, position);
            };
        }
    }

    private static void requireSelective(QueryNode node) {
        if (node instanceof QueryNode.Or or) {
            or.parts().forEach(QueryParser::requireSelective);
        }
        if (!node.isSelective()) {
            throw new QueryRefused(MATCHES_EVERYTHING, node.position());
        }
        requirePartsSelective(node);
    }

    /** Also inside: an alternative or a negated part that matches everything makes the whole do so, or nothing at all. */
    private static void requirePartsSelective(QueryNode node) {
        switch (node) {
            case QueryNode.And and -> and.parts().forEach(QueryParser::requirePartsSelective);
            case QueryNode.Or or -> or.parts().forEach(QueryParser::requireSelective);
            case QueryNode.Not not -> {
                if (!(not.part() instanceof QueryNode.Language)) {
                    requireSelective(not.part());
                }
            }
            default -> {}
        }
    }
}
