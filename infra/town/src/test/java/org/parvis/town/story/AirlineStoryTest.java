package org.parvis.town.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.parvis.town.MovableClock;
import org.parvis.town.square.AccountKind;
import org.parvis.town.square.Post;
import org.parvis.town.square.Square;
import org.parvis.town.square.Window;

class AirlineStoryTest {

    private final Story story = Story.ofTheAirline();

    @Test
    void isToldTheSameWayEachTime() {
        assertThat(told()).isEqualTo(told()).hasSize(story.lines().size());
    }

    @Test
    void everyLineCanBePublished() {
        assertThat(told()).noneMatch(Post::deleted).allMatch(post -> post.text().length() <= 500);
    }

    @Test
    void hasThePeopleOfTheConsoleInBothLanguages() {
        assertThat(story.people())
                .extracting(Person::name)
                .contains(
                        "Hélianthe France",
                        "Margaux Belin",
                        "Aoife Brennan",
                        "Karim Haddad",
                        "Sylvie Roche",
                        "Kenji Moriyama",
                        "Lucia Ferrante",
                        "Paul-Henri Dace",
                        "Jeanne Dorval",
                        "Tech du matin",
                        "Rui Oliveira",
                        "Olivier Kern");
        assertThat(story.people()).extracting(Person::language).contains("fr", "en");
        assertThat(story.people())
                .filteredOn(person -> person.kind() == null && person.followers() > 50)
                .allMatch(
                        person -> person.answers() != null && !person.answers().isEmpty());
    }

    @Test
    void theOutcryOverTheFaresGrowsUntilItIsLoud() {
        var before = fares(Duration.ofHours(-3), Duration.ZERO);
        var firstFive = fares(Duration.ZERO, Duration.ofMinutes(5));
        var nextThree = fares(Duration.ofMinutes(5), Duration.ofMinutes(8));

        assertThat(before).isBetween(3L, 12L);
        assertThat(firstFive)
                .as("five minutes are louder than the three hours before")
                .isGreaterThan(before);
        assertThat(nextThree * 5).as("and it grows").isGreaterThan(firstFive * 3);
    }

    @Test
    void theWishedRouteHasManyVoices() {
        var voices = story.lines().stream()
                .filter(line ->
                        line.text().contains("#NantesTokyo") && !line.text().contains("example"))
                .map(Line::by)
                .distinct();
        assertThat(voices).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void namesTheAirlineWhereItMattersSoThatAListenerFindsIt() {
        var named = story.lines().stream()
                .filter(line -> line.text().toLowerCase(Locale.ROOT).matches("(?s).*h[ée]lianthe.*"))
                .count();
        assertThat(named).isGreaterThan(story.lines().size() * 6L / 10);
    }

    @Test
    void theAirlineSaysNothingByItselfOnceTheTownIsOpen() {
        assertThat(story.lines())
                .filteredOn(line -> line.isLive() && line.by().equals("helianthe"))
                .isEmpty();
        assertThat(story.people())
                .filteredOn(person -> person.kind() == AccountKind.BRAND)
                .allMatch(person -> person.answers() == null);
    }

    private long fares(Duration from, Duration until) {
        return story.lines().stream()
                .filter(line -> line.id().startsWith("s-"))
                .filter(line -> line.at().compareTo(from) >= 0 && line.at().compareTo(until) < 0)
                .count();
    }

    private List<Post> told() {
        var clock = MovableClock.atNoon();
        try (var square = Square.open(null, clock, 10_000)) {
            new Storyteller(square, story, clock, 1).playNext(1_000);
            return square.timeline(Window.of(0, 200)).items();
        }
    }
}
