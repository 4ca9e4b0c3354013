package org.parvis.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Crawl;

/**
 * People of a brand click their way through all of the console; somebody with every role of another brand then opens each page they saw and
 * sends each form they met.
 */
@Tag("journeys")
@ExtendWith(Scene.Resolver.class)
class PagesOfOthersIT {

    private static final List<String> DOORS = List.of(
            "/reporting/today",
            "/crm/inbox?of=team",
            "/moderation/reviews",
            "/publishing/calendar",
            "/reporting/audit");

    private static Scene scene;
    private static final Map<String, Answer> pages = new LinkedHashMap<>();
    private static final Set<Crawl.Form> forms = new LinkedHashSet<>();

    @BeforeAll
    static void clickThroughEverything(Scene attacked) {
        scene = attacked;
        Intruders.each(
                        Scene.PEOPLE,
                        member -> Crawl.from(DOORS, scene.world().parvis().as(member)))
                .forEach(crawl -> {
                    pages.putAll(crawl.pages());
                    forms.addAll(crawl.forms());
                });
    }

    @Test
    void theAttackMeansSomething() {
        assertThat(pages).hasSizeGreaterThan(100);
        assertThat(forms).hasSizeGreaterThan(40);
        assertThat(pages.values())
                .filteredOn(page -> !scene.secrets().in(page).isEmpty())
                .as("pages that tell something of the brand")
                .hasSizeGreaterThan(40);
        var form = new Crawl.Form("/identity/preferences", "theme=dark&language=fr&zone=Europe%2FParis");
        assertThat(scene.intruders()
                        .withEveryRole()
                        .form(form.action(), form.fields())
                        .status())
                .as("a form of their own is taken")
                .isLessThan(400);
    }

    @Test
    void noPageShowsAnythingOfAnotherBrand() {
        var findings = Intruders.each(List.copyOf(pages.keySet()), address -> {
            var found = new ArrayList<String>();
            var answer = scene.intruders().withEveryRole().get(address);
            var told = scene.secrets().in(answer);
            if (!told.isEmpty()) {
                found.add(address + " tells " + told);
            }
            if (answer.status() == 403 && isAboutSomethingOfTheirs(address)) {
                found.add(address + " says that it is there: 403");
            }
            return found;
        });
        assertThat(findings.stream().flatMap(List::stream)).isEmpty();
    }

    private static boolean isAboutSomethingOfTheirs(String address) {
        return scene.ids().stream().anyMatch(id -> address.contains(id.value()));
    }

    @Test
    void noFormChangesAnythingOfAnotherBrand() {
        var before = scene.loot().head();
        var findings = Intruders.each(List.copyOf(forms), form -> {
            var answer = scene.intruders().withEveryRole().form(form.action(), form.fields());
            var told = scene.secrets().in(answer);
            return told.isEmpty() ? "" : form + " tells " + told;
        });
        assertThat(findings).allMatch(String::isEmpty);
        assertThat(scene.loot().doneBy(Intruders.pattern(), before, Scene.THEIRS))
                .isEmpty();
    }
}
