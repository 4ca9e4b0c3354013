package org.parvis.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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

    private static final String OWN_TOKENS = "/identity/tokens";

    @Test
    void theAttackMeansSomething() {
        assertThat(pages).hasSizeGreaterThan(100);
        assertThat(forms).hasSizeGreaterThan(40);
        assertThat(pages.values())
                .filteredOn(page -> !scene.secrets().in(page).isEmpty())
                .as("pages that tell something of the brand")
                .hasSizeGreaterThan(40);
        var own = scene.intruders().withEveryRole();
        var form = Crawl.from(List.of("/identity/preferences"), own).forms().stream()
                .filter(met -> met.action().endsWith("/preferences"))
                .findFirst()
                .orElseThrow();
        assertThat(own.form(form.action(), form.fields()).status())
                .as("a form of their own is taken")
                .isLessThan(400);
    }

    @Test
    void noPageShowsAnythingOfAnotherBrand() {
        var findings = Intruders.each(List.copyOf(pages.keySet()), address -> {
            var found = new ArrayList<String>();
            var answer = scene.intruders().withEveryRole().get(address);
            var told = scene.secrets().in(answer);
            if (address.equals(OWN_TOKENS)) {
                // Whoever attacked the interface before had to call their own tokens something.
                scene.ids().forEach(id -> told.remove(id.value()));
            }
            if (!told.isEmpty()) {
                found.add(address + " tells " + told);
            }
            var ghost = ghost(address);
            if (!ghost.equals(address)) {
                var unknown = scene.intruders().withEveryRole().get(ghost);
                if (answer.status() != unknown.status()) {
                    found.add(address + " says that it is there: " + answer.status() + ", not " + unknown.status());
                }
            }
            return found;
        });
        assertThat(findings.stream().flatMap(List::stream)).isEmpty();
    }

    /** The same page of things that do not exist. */
    private static String ghost(String address) {
        var ghost = address;
        for (var id : scene.ids()) {
            if (!id.value().equals(Scene.THEIRS) || address.contains("brand=" + Scene.THEIRS)) {
                ghost = ghost.replace(id.value(), id.ghost());
            }
        }
        return ghost;
    }

    @Test
    void noFormChangesAnythingOfAnotherBrand() {
        var before = scene.loot().head();
        // An attack before this one called its own tokens by these ids.
        var own = scene.intruders().withEveryRole().get("/api/identity/tokens").said();
        var findings = Intruders.each(List.copyOf(forms), form -> {
            var answer = scene.intruders().withEveryRole().form(form.action(), form.fields());
            var told = scene.secrets().in(answer);
            // What was sent may come back: a refused form keeps what was typed.
            var sent = URLDecoder.decode(form.fields(), StandardCharsets.UTF_8);
            told.removeIf(id -> sent.contains(id) || own.contains(id));
            return told.isEmpty() ? "" : form + " tells " + told;
        });
        assertThat(findings).allMatch(String::isEmpty);
        assertThat(scene.loot().doneBy(Intruders.pattern(), before, Scene.THEIRS))
                .isEmpty();
    }
}
