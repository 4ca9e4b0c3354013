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
            "fare strike"~5|"fare strike"~5
            «new fares»~12 delay|("new fares"~12 & delay)
            -"fare strike"~1 delay|(!"fare strike"~1 & delay)
            ("fare strike"~5)|"fare strike"~5
            parvis~1|parvis~1
            Hélianthe~2|helianthe~2
            fare parvis~1 OR delay|((fare & parvis~1) / delay)
            https://example.org/~margaux|"https://example.org/~margaux"
            site:(a.org OR b.org)|site=a.org,b.org
            site:(a.org b.org OU "C.org")|site=a.org,b.org,c.org
            fare -author:(@ann OR bob)|(fare & !author=ann,bob)
            fare language:(fr OR de)|(fare & lang=fr,de)
            langue:fr fare|(lang=fr & fare)
            link:example.org|link=example.org/
            lien:https://www.Example.org:8080/Fares/2026|link=example.org/fares/2026
            link:(example.org/a OR b.example)|link=example.org/a,b.example/
            fare site:(a.org) (strike OR delay)|(fare & site=a.org & (strike / delay))
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
            "fare strike"~|BAD_DISTANCE|13
            "fare strike"~0|BAD_DISTANCE|13
            "fare strike"~101|BAD_DISTANCE|13
            "fare strike"~near|BAD_DISTANCE|13
            fare ~5|BAD_DISTANCE|5
            delay "fare"~5|NEAR_NEEDS_WORDS|6
            delay "a b c d e f g h i j k l m n o p q r s t u"~5|NEAR_TOO_MANY_WORDS|6
            delay parvis~|BAD_MISTAKES|12
            delay parvis~3|BAD_MISTAKES|12
            delay parvis~0|BAD_MISTAKES|12
            delay ab~1|FUZZY_LENGTH|6
            delay abc~2|FUZZY_LENGTH|6
            delay saint-malo~1|FUZZY_LENGTH|6
            delay !!!~1|NOTHING_TO_SEARCH|6
            delay par*~1|WILDCARD_MISPLACED|9
            fare country:fr|UNKNOWN_FIELD|5
            fare site:()|MISSING_VALUE|11
            fare site: (a.org)|MISSING_VALUE|10
            fare site:(a.org OR)|MISSING_VALUE|19
            fare site:(OR a.org)|MISSING_VALUE|14
            fare site:(a.org OR OR b.org)|MISSING_VALUE|20
            fare site:(a.org AND b.org)|BAD_LIST|17
            fare site:(a.org -b.org)|BAD_LIST|17
            fare site:((a.org))|BAD_LIST|11
            fare site:(a.org /b)|MISSING_VALUE|17
            fare site:(a.org b.org|UNCLOSED_PARENTHESIS|10
            fare lang:(fr OR french)|BAD_LANGUAGE|17
            fare link:example|MISSING_VALUE|10
            lang:(fr OR de)|MATCHES_EVERYTHING|0
            """)
    void saysWhereAndWhyItDoesNotUnderstand(String query, QueryRefused.Reason reason, int position) {
        assertRefused(query, reason, position);
    }

    @Test
    void keepsWithinItsLimits() {
        assertRefused("a".repeat(200_001), QueryRefused.Reason.TOO_LONG, 200_000);
        assertTooMany(listed("word", 5_001, ""));
        assertTooMany("site:(" + listed("s", 10_001, ".org") + ")");
        assertRefused("(".repeat(100) + "a" + ")".repeat(100), QueryRefused.Reason.TOO_DEEP, 31);
    }

    @Test
    void looksForSoManyWordsNearEachOtherAndNoMore() {
        var near = IntStream.range(0, 50).mapToObj(i -> "\"fare strike\"~100").collect(Collectors.joining(" OR "));
        assertThat(QueryParser.parse(near)).isInstanceOf(QueryNode.Or.class);
        assertRefused(near + " OR \"a b\"~1", QueryRefused.Reason.NEAR_TOO_MUCH, near.length() + 4);
    }

    @Test
    void takesLongLists() {
        assertThat(show(QueryParser.parse("fare site:(" + listed("s", 10_000, ".org") + ")")))
                .startsWith("(fare & site=s0.org,s1.org,")
                .endsWith("s9999.org)");
        assertThat(QueryParser.parse(listed("word", 5_000, ""))).isInstanceOf(QueryNode.Or.class);
    }

    private static String listed(String start, int many, String end) {
        return IntStream.range(0, many).mapToObj(i -> start + i + end).collect(Collectors.joining(" OR "));
    }

    private static void assertTooMany(String query) {
        assertThatThrownBy(() -> QueryParser.parse(query))
                .isInstanceOfSatisfying(
                        QueryRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(QueryRefused.Reason.TOO_MANY_WORDS));
    }

    @Test
    void aStoredQueryWhoseTildeMeantNothingIsStillRead() {
        assertThat(show(TopicQuery.stored("fare ~ parvis~x \"new fares\"~")
                        .orElseThrow()
                        .root()))
                .isEqualTo("(fare & parvis & x & \"new fares\")");
        assertThat(show(TopicQuery.stored("parvis~1").orElseThrow().root())).isEqualTo("parvis~1");
        assertThat(TopicQuery.stored("fare AND ~")).isEmpty();
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
            case QueryNode.Near near -> '"' + near.text() + "\"~" + near.slop();
            case QueryNode.Fuzzy fuzzy -> fuzzy.word() + "~" + fuzzy.edits();
            case QueryNode.Author author -> "author=" + String.join(",", author.handles());
            case QueryNode.Site site -> "site=" + String.join(",", site.domains());
            case QueryNode.Link link -> "link=" + String.join(",", link.places());
            case QueryNode.Language language -> "lang=" + String.join(",", language.codes());
        };
    }
}
