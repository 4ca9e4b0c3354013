package org.parvis.listening.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.listening.api.TopicMatch;

class TopicMatcherTest {

    private final TopicMatcher matcher = new TopicMatcher();

    private void define(String id, String query, String... languages) {
        matcher.define(List.of(new StandingQuery(id, TopicQuery.parse(query), List.of(languages))));
    }

    private static Message message(String language, String text) {
        return new Message(text, language, "Margaux", "https://blog.example.org/2026/11/a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fare|en|Your FARES are absurd|FARES
            fares|en|What a fare!|fare
            tarif|fr|Vos tarifs flambent|tarifs
            avion|fr|J'attends l’avion|l’avion
            avion|und|J'attends l'avion|l'avion
            elephant|fr|Un Éléphant|Éléphant
            helianthe|fr|Bravo #Hélianthe|Hélianthe
            helianthe|en|Helianthe's crew|Helianthe's
            "new fares"|en|The new, fares.|new, fares
            Saint-Malo|fr|vers saint malo demain|saint malo
            compagn*|fr|La compagnie et compagnon|compagnie,compagnon
            ✈|en|Flying ✈ again|✈
            東京|ja|東京に行きたい|東京
            author:@margaux|en|anything|author:
            site:example.org|en|anything|site:
            site:(a.org OR example.org)|en|anything|site:
            author:(ann OR margaux)|en|anything|author:
            link:example.org/2026|en|anything|link:
            link:blog.example.org|en|anything|link:
            link:fares.test/new|en|see https://Fares.test:8080/New/1?x=2#y.|link:
            link:fares.test/new/1?x=2|en|see (fares.test/new/1?x=2).|link:
            link:fares.test|en|see www.fares.test!|link:
            link:fares.test|en|see https://fares.test.|link:
            "new fares"~2|en|fares that are not new, and new low fares|new low fares
            "fares new"~2|en|new fares|new fares
            parvis~1|fr|Chez Pravis on rit|Pravis
            parvis~2|fr|Chez Pavi on rit|Pavi
            helianthe~1|fr|l’Hélianthes|l’Hélianthes
            """)
    void matchesWithTheWordsAsTheyWereWritten(String query, String language, String text, String terms) {
        define("t", query);

        // The comma inside a quoted hit is part of it.
        var expected = terms.equals("new, fares") ? List.of(terms) : List.of(terms.split(","));
        assertThat(matcher.match(message(language, text))).containsExactly(new TopicMatch("t", expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "new fare"|en|The new fares
            "new fares"|en|fares new
            fares|de|Die fare
            fare NOT strike|en|fare strikes
            fare -lang:en|en|fare
            fare lang:fr|en|fare
            fare (strike OR delay)|en|fare only
            site:ample.org|en|anything
            author:marg|en|anything
            avi*|fr|navire
            site:(a.org OR b.org)|en|anything
            link:example.org/2025|en|anything
            link:ample.org|en|anything
            link:fares.test|en|The fares.Test it
            link:fares.test|en|mail me@fares.test
            link:fares.test|en|https://other.test/?to=fares.test
            "new fares"~2|en|new and also rather low fares
            "fares new"~1|en|new fares
            "fare fare"~5|en|a fare
            parvis~1|fr|Pavi
            fare (strike~1 OR delay)|en|fare only
            """)
    void doesNotMatch(String query, String language, String text) {
        define("t", query);

        assertThat(matcher.match(message(language, text))).isEmpty();
    }

    @Test
    void leavesOutMessagesInLanguagesTheTopicIsNotAboutButNotUnknownOnes() {
        define("t", "helianthe", "fr", "de");

        assertThat(matcher.match(message("en", "helianthe"))).isEmpty();
        assertThat(matcher.match(message("de", "helianthe"))).hasSize(1);
        assertThat(matcher.match(message("und", "helianthe"))).hasSize(1);
    }

    @Test
    void topicsComeGoAndChangeWhileItRuns() {
        define("b", "fare");
        define("a", "fare OR strike");
        assertThat(matcher.match(message("en", "fare")))
                .extracting(TopicMatch::topicId)
                .containsExactly("a", "b");

        define("a", "strike");
        matcher.withdraw("never-there");
        assertThat(matcher.match(message("en", "fare")))
                .extracting(TopicMatch::topicId)
                .containsExactly("b");

        matcher.withdraw("b");
        assertThat(matcher.match(message("en", "fare"))).isEmpty();
        assertThat(matcher.size()).isEqualTo(1);
    }

    @Test
    void runsTheLargestQueriesThatAreAccepted() {
        define("any", listed("word", 5_000, "", " OR "));
        define("all", listed("word", 5_000, "", " "));
        define(
                "few of many",
                "(" + listed("word", 2_000, "", " OR ") + ") (" + listed("other", 2_000, "", " OR ") + ")");
        define("one of many sites", "here site:(" + listed("s", 9_999, ".org", " OR ") + " example.org)");

        assertThat(matcher.match(message("en", "a word4999 here")))
                .extracting(TopicMatch::topicId)
                .containsExactly("any", "one of many sites");
        assertThat(matcher.match(message("en", "a word1999 other1999")))
                .containsExactly(
                        new TopicMatch("any", List.of("word1999")),
                        new TopicMatch("few of many", List.of("word1999", "other1999")));
        assertThat(matcher.match(message("en", listed("word", 5_000, "", " "))))
                .extracting(TopicMatch::topicId)
                .containsExactly("all", "any");
    }

    private static String listed(String start, int many, String end, String between) {
        return IntStream.range(0, many).mapToObj(i -> start + i + end).collect(Collectors.joining(between));
    }

    @Test
    void boundsTheWordsItReports() {
        define("t", "fare*");

        var text = IntStream.range(0, 50).mapToObj(i -> "fare" + i).collect(Collectors.joining(" "));
        assertThat(matcher.match(message("en", text)).getFirst().terms()).hasSize(10);
    }

    @Test
    void boundsTheWordsItReportsOfAllTopicsTogether() {
        for (int topic = 0; topic < 250; topic++) {
            define("t" + topic, "fare* OR other" + topic);
        }
        var text = IntStream.range(0, 50).mapToObj(i -> "fare" + i).collect(Collectors.joining(" "));
        assertThat(matcher.match(message("en", text)))
                .hasSize(250)
                .allSatisfy(match -> assertThat(match.terms()).containsExactly("fare0", "fare1"));
    }
}
