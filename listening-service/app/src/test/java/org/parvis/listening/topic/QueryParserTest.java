package org.parvis.listening.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fare|fare
            fare strike|(fare & strike)
            fare AND strike|(fare & strike)
            fare ET strike OU delay|((fare & strike) / delay)
            fare (strike OR delay)|(fare & (strike / delay))
            fare NOT strike|(fare & !strike)
            fare SAUF strike|(fare & !strike)
            fare -strike|(fare & !strike)
            fare ET SAUF (strike OU delay)|(fare & !(strike / delay))
            fare (NOT strike NOT delay)|(fare & !strike & !delay)
            fare NOT NOT strike|(fare & strike)
            "Air Parvis"|"Air Parvis"
            « Air Parvis » OU “Parvis Air”|(" Air Parvis " / "Parvis Air")
            Saint-Malo|"Saint-Malo"
            compan*|compan*
            Éta*|eta*
            #fare @parvis|(#fare & @parvis)
            or et visiteur|(or & et & visiteur)
            author:@Margaux fare|(author=margaux & fare)
            auteur:margaux.bsky.social|author=margaux.bsky.social
            site:Blog.example.org|site=blog.example.org
            lang:fr fare|(lang=fr & fare)
            fare -lang:en|(fare & !lang=en)
            site:"example.org"|site=example.org
            A380|A380
            fare-strike|"fare-strike"
            """)
    void understands(String query, String tree) {
        assertThat(show(QueryParser.parse(query))).isEqualTo(tree);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            '  '|EMPTY|0
            fare AND|MISSING_WORD|8
            AND fare|MISSING_WORD|0
            fare OR OR strike|MISSING_WORD|8
            fare NOT|MISSING_WORD|8
            fare ()|MISSING_WORD|6
            (fare AND)|MISSING_WORD|9
            (fare strike|UNCLOSED_PARENTHESIS|0
            x (fare (strike)|UNCLOSED_PARENTHESIS|2
            fare) strike|UNOPENED_PARENTHESIS|4
            ) fare|UNOPENED_PARENTHESIS|0
            fare "strike|UNCLOSED_QUOTE|5
            fare ""|NOTHING_TO_SEARCH|5
            fare !!!|NOTHING_TO_SEARCH|5
            fare "..."|NOTHING_TO_SEARCH|5
            titre:fare|UNKNOWN_FIELD|0
            fare author:|MISSING_VALUE|12
            fare site:/x|MISSING_VALUE|10
            fare lang:french|BAD_LANGUAGE|10
            fare lang:zz|BAD_LANGUAGE|10
            fare a*|PREFIX_TOO_SHORT|5
            fare *|PREFIX_TOO_SHORT|5
            fa*re|WILDCARD_MISPLACED|2
            *fare|WILDCARD_MISPLACED|0
            NOT fare|MATCHES_EVERYTHING|0
            -fare -strike|MATCHES_EVERYTHING|0
            lang:fr|MATCHES_EVERYTHING|0
            lang:fr NOT fare|MATCHES_EVERYTHING|0
            fare OR NOT strike|MATCHES_EVERYTHING|8
            fare (strike OR lang:fr)|MATCHES_EVERYTHING|16
            fare NOT (NOT strike)|MATCHES_EVERYTHING|10
            fare NOT (strike OR NOT delay)|MATCHES_EVERYTHING|20
            """)
    void saysWhereAndWhyItDoesNotUnderstand(String query, QueryRefused.Reason reason, int position) {
        assertRefused(query, reason, position);
    }

    @Test
    void keepsWithinItsLimits() {
        assertRefused("a".repeat(10_001), QueryRefused.Reason.TOO_LONG, 10_000);
        var words = IntStream.range(0, 301).mapToObj(i -> "word" + i).collect(Collectors.joining(" OR "));
        assertThatThrownBy(() -> QueryParser.parse(words))
                .isInstanceOfSatisfying(
                        QueryRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(QueryRefused.Reason.TOO_MANY_WORDS));
        assertRefused("(".repeat(100) + "a" + ")".repeat(100), QueryRefused.Reason.TOO_DEEP, 31);
    }

    private static void assertRefused(String query, QueryRefused.Reason reason, int position) {
        assertThatThrownBy(() -> QueryParser.parse(query)).isInstanceOfSatisfying(QueryRefused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.position()).isEqualTo(position);
        });
    }

    private static String show(QueryNode node) {
        return switch (node) {
            case QueryNode.And and ->
                and.parts().stream().map(QueryParserTest::show).collect(Collectors.joining(" & ", "(", ")"));
            case QueryNode.Or or ->
                or.parts().stream().map(QueryParserTest::show).collect(Collectors.joining(" / ", "(", ")"));
            case QueryNode.Not not -> "!" + show(not.part());
            case QueryNode.Word word -> word.text();
            case QueryNode.Exact exact -> '"' + exact.text() + '"';
            case QueryNode.Prefix prefix -> prefix.start() + "*";
            case QueryNode.Author author -> "author=" + author.handle();
            case QueryNode.Site site -> "site=" + site.domain();
            case QueryNode.Language language -> "lang=" + language.code();
        };
    }
}
