package org.parvis.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.system.attack.Operation.Place;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;

/**
 * Every operation that a service describes, with ids of another brand in every place that takes a text: nothing is read, nothing is changed,
 * and not even told from what does not exist. That the ids are good is shown by people of the brand, who get an answer with them.
 */
@Tag("journeys")
@ExtendWith(Scene.Resolver.class)
class ForeignIdsIT {

    private static final Place CURSOR = new Place.InQuery("after");

    /** Networks have no token; the call carries its own proof, and without it there is no such source. */
    private static final String CALLED_BY_NETWORKS = "/api/listening/hooks/{id}";

    private static Scene scene;

    @BeforeAll
    static void look(Scene attacked) {
        scene = attacked;
    }

    @Test
    void theAttackMeansSomething() {
        assertThat(scene.ids())
                .extracting(Loot.Id::kind)
                .contains(
                        "Brand",
                        "Channel",
                        "Conversation",
                        "AccessExport",
                        "Delivery",
                        "Erasure",
                        "Escalation",
                        "Guideline",
                        "Mention",
                        "Post",
                        "ProductLine",
                        "Reply",
                        "Review",
                        "Rota",
                        "Source",
                        "Stops",
                        "Suggestion",
                        "Topic");
        assertThat(scene.secrets().count()).isGreaterThan(200);
        assertThat(scene.operations().stream()
                        .flatMap(operation -> operation.places().stream())
                        .filter(Place.InBody.class::isInstance))
                .as("places in bodies")
                .hasSizeGreaterThan(60);
        assertThat(scene.operations().stream()
                        .filter(Operation::isReading)
                        .filter(operation -> operation.path().contains("{"))
                        .filter(operation -> !scene.opened().containsKey(operation)))
                .as("reads one thing, and nobody of the brand could open it with any id known here")
                .isEmpty();
    }

    @Test
    void whoMayDoEverythingInTheirOwnBrandDoesNothingInAnother() {
        var before = scene.loot().head();
        var findings = Intruders.each(
                        shots(), shot -> shot.findings(scene.intruders().withEveryRole()))
                .stream()
                .flatMap(List::stream)
                .toList();
        assertThat(findings).isEmpty();
        assertThat(scene.loot().doneBy(Intruders.pattern(), before, Scene.THEIRS))
                .isEmpty();
    }

    /** One place of one operation. */
    private record Shot(Operation operation, Place place) {

        List<String> findings(Api intruder) {
            var findings = new ArrayList<String>();
            var ghosts = new HashMap<String, Answer>();
            for (var id : scene.ids()) {
                var answer = operation.with(place, id.value()).by(intruder);
                var told = scene.secrets().in(answer);
                // The answer may name what was asked for.
                told.removeIf(id.value()::contains);
                if (!told.isEmpty()) {
                    findings.add(place + " " + id + " tells " + told + ": " + answer);
                }
                var ghost = ghosts.computeIfAbsent(
                        id.ghost(), value -> operation.with(place, value).by(intruder));
                difference(answer, ghost).ifPresent(difference -> findings.add(place + " " + id + " " + difference));
            }
            return findings;
        }

        /** Whether somebody could tell what exists from what does not. To make something new under an id that is taken is refused. */
        private Optional<String> difference(Answer answer, Answer ghost) {
            if (place.equals(CURSOR)) {
                // A place in a list of the reader's own: well formed or not, it names nothing.
                return Optional.empty();
            }
            var makesSomething = !operation.isReading()
                    && (ghost.status() < 300 || code(ghost).startsWith("ALREADY_EXISTS"));
            var isSame = answer.status() == ghost.status() && code(answer).equals(code(ghost));
            return isSame || makesSomething ? Optional.empty() : Optional.of(answer + " but " + ghost);
        }
    }

    private static String code(Answer answer) {
        return answer.status() < 400 || answer.body().length == 0 ? "" : answer.code();
    }

    private static List<Shot> shots() {
        return scene.operations().stream()
                .flatMap(operation -> operation.places().stream().map(place -> new Shot(operation, place)))
                .toList();
    }

    @Test
    void noSingleRoleOpensWhatABrandOpensForItsOwn() {
        var findings = new ArrayList<String>();
        for (var role : Intruders.ROLES) {
            scene.opened().forEach((operation, call) -> {
                var answer = call.by(scene.intruders().as(role));
                if (answer.status() < 400 || !scene.secrets().in(answer).isEmpty()) {
                    findings.add(role + ": " + answer);
                }
            });
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void withoutATokenThereIsNothingButTheDescriptions() {
        var nobody = scene.world().parvis().asNobody("en");
        var invented = new Api(scene.world().parvis().url(), "pvs_" + "A".repeat(43));
        for (var caller : List.of(nobody, invented)) {
            assertThat(Intruders.each(scene.operations(), operation -> {
                        var answer = operation.plain().by(caller);
                        var expected = operation.path().equals(CALLED_BY_NETWORKS) ? 404 : 401;
                        return answer.status() == 401 || answer.status() == expected ? "" : answer.toString();
                    }))
                    .allMatch(String::isEmpty);
        }
    }

    @Test
    void whoHasNoRightAtAllReadsNothing() {
        var findings = new ArrayList<String>();
        scene.opened().forEach((operation, call) -> {
            var answer = call.by(scene.intruders().withNone());
            if (answer.status() < 400) {
                findings.add(answer.toString());
            }
        });
        assertThat(findings).isEmpty();
    }
}
