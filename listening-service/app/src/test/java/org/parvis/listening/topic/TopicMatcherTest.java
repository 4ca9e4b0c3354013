package org.parvis.listening.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.listening.api.TopicMatch;

class TopicMatcherTest {

    private final TopicMatcher matcher = new TopicMatcher();

    @AfterEach
    void close() {
        matcher.close();
    }

    private void define(String id, String query, String... languages) {
        matcher.define(List.of(new StandingQuery(id, TopicQuery.parse(query), List.of(languages))));
    }

    private static Message message(String language, String text) {
        return new Message(text, language, "Margaux", Optional.of("blog.example.org"));
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
    void runsTheLargestQueryThatIsAccepted() {
        define("t", IntStream.range(0, 300).mapToObj(i -> "word" + i).collect(Collectors.joining(" OR ")));
        define("u", IntStream.range(0, 300).mapToObj(i -> "word" + i).collect(Collectors.joining(" ")));

        assertThat(matcher.match(message("en", "a word299 here")))
                .extracting(TopicMatch::topicId)
                .containsExactly("t");
    }

    @Test
    void boundsTheWordsItReports() {
        define("t", "fare*");

        var text = IntStream.range(0, 50).mapToObj(i -> "fare" + i).collect(Collectors.joining(" "));
        assertThat(matcher.match(message("en", text)).getFirst().terms()).hasSize(10);
    }
}
