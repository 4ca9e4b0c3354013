package org.parvis.system.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;

/**
 * Who may do what: every operation that the services describe, on things of the brand, by people who hold one single role there. The
 * outcome is the table that administrators and auditors read ({@code infra/docs/rights.md}), so that nothing opens or closes unseen.
 */
@Tag("journeys")
class RightsIT {

    private static final String BRAND = "helianthe";
    /** Somebody whom others act upon. */
    private static final String SPARE = "only-spare";

    private static final Path DOCUMENT = Path.of("..", "docs", "rights.md");
    private static final Path FOUND = Path.of("target", "rights.md");
    private static final List<String> SERVICES =
            List.of("identity", "listening", "publishing", "moderation", "crm", "reporting");

    /** The least powerful first: what somebody did may leave nothing to do for the next. */
    private static final List<String> ROLES =
            List.of("EMPLOYEE", "AGENCY", "PRODUCT_MANAGER", "AUDITOR", "COMMUNITY_MANAGER", "LEAD", "ADMIN");

    /** What lets words out, or is on the way to it. */
    private static final Pattern LEAVES = Pattern.compile(
            "\\.(ReviewApproved(WithEdit)?|Delivery[A-Za-z]+|AttemptStarted|(Reply|Post)Released|SendAgainAgreed) ");

    private static RunningParvis parvis;
    private static Loot loot;
    private static final Map<Operation, Map<String, Answer>> answers = new LinkedHashMap<>();
    private static final List<Answer> nonsenses = new ArrayList<>();

    @BeforeAll
    static void everybodyTriesEverything() {
        parvis = RunningParvis.on("rights").demo().start();
        loot = new Loot(parvis.home());
        read(
                "the demonstration has got to its first replies",
                () -> loot.of(BRAND).stream().map(Loot.Id::kind).toList(),
                kinds ->
                        kinds.containsAll(List.of("Conversation", "Delivery", "Review", "Suggestion", "Post", "Rota")));
        var extras = Extras.madeIn(parvis);
        var ids = loot.of(BRAND).stream()
                .collect(Collectors.toMap(id -> letters(id.kind()), Loot.Id::value, (a, b) -> a, TreeMap::new));
        ids.putAll(extras);
        var people = new LinkedHashMap<String, Api>();
        ROLES.forEach(role -> people.put(role, moveIn(role)));
        ids.putAll(ofTheirOwn(ids));
        Operation.describedBy(parvis.asNobody("en"), SERVICES).stream()
                .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::method))
                .forEach(operation -> {
                    var call = operation.about(ids);
                    var nonsense = operation.nonsenseAbout(ids);
                    people.forEach((role, member) -> {
                        var answer = call.by(member);
                        answers.computeIfAbsent(operation, o -> new LinkedHashMap<>())
                                .put(role, answer);
                        if (isRefusedForTheRight(answer) && !call.equals(nonsense)) {
                            nonsenses.add(nonsense.by(member));
                        }
                    });
                });
    }

    private static boolean isRefusedForTheRight(Answer answer) {
        return answer.status() == 403 || answer.status() == 404;
    }

    /**
     * A grant that can be taken away, a suggestion that the product manager of this test decides about, and a conversation in which its
     * community manager had a part.
     */
    private static Map<String, String> ofTheirOwn(Map<String, String> ids) {
        var house = parvis.as("admin");
        moveIn("AGENCY", SPARE);
        var suggestion = Objects.requireNonNull(ids.get("suggestion"));
        var line = parvis.as("camille")
                .get("/api/crm/suggestions/" + suggestion)
                .ok()
                .text("suggestion", "productLine");
        var known = house.get("/api/crm/product-lines/" + line).ok();
        house.put(
                        "/api/crm/product-lines/" + line,
                        Map.of(
                                "brand",
                                BRAND,
                                "name",
                                known.text("name"),
                                "managers",
                                List.of("camille", member("PRODUCT_MANAGER"))),
                        known.etag())
                .ok();
        var conversation = "/api/crm/conversations/" + ids.get("conversation");
        var manager = parvis.as(member("COMMUNITY_MANAGER"));
        manager.post(
                        conversation + "/note",
                        Map.of("text", "Mine"),
                        manager.get(conversation).ok().etag())
                .ok();
        return Map.of("grant", "one", "member", SPARE, "productline", line);
    }

    @AfterAll
    static void stop() {
        loot.close();
        parvis.close();
    }

    private static Api moveIn(String role) {
        return moveIn(role, member(role));
    }

    private static Api moveIn(String role, String member) {
        var house = parvis.as("admin");
        house.put(
                        "/api/identity/members/" + member,
                        Map.of(
                                "name",
                                "Rose Rôle",
                                "email",
                                member + "@example.org",
                                "language",
                                "fr",
                                "zone",
                                "Europe/Paris"))
                .ok();
        house.put("/api/identity/members/" + member + "/grants/one", Map.of("role", role, "brand", BRAND))
                .ok();
        return parvis.as(member);
    }

    private static String member(String role) {
        return "only-" + role.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String letters(String kind) {
        return kind.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").replaceAll("s$", "");
    }

    @Test
    void isAsTheTableSays() throws IOException {
        var table = table();
        Files.writeString(FOUND, table);
        assertThat(Files.readString(DOCUMENT)).as("see %s", FOUND).contains(table);
    }

    private static String table() {
        var lines = new ArrayList<String>();
        lines.add("| operation | "
                + ROLES.stream()
                        .map(role -> role.toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(" | "))
                + " |");
        lines.add("|---|" + "---|".repeat(ROLES.size()));
        answers.forEach((operation, byRole) -> lines.add("| `" + operation.method() + " " + operation.path() + "` | "
                + ROLES.stream()
                        .map(role -> cell(Objects.requireNonNull(byRole.get(role))))
                        .collect(Collectors.joining(" | "))
                + " |"));
        return String.join("\n", lines) + "\n";
    }

    private static String cell(Answer answer) {
        return switch (answer.status()) {
            case 403, 404 -> "-";
            case 400, 415, 422 -> "?";
            default -> "may";
        };
    }

    @Test
    void everyCellSaysSomething() {
        assertThat(answers.values().stream()
                        .flatMap(byRole -> byRole.values().stream())
                        .filter(answer -> cell(answer).equals("?")))
                .as("refused for their form")
                .isEmpty();
    }

    @Test
    void whoMayNotIsNotToldWhatIsWrongWithTheirForm() {
        assertThat(nonsenses).hasSizeGreaterThan(100);
        assertThat(nonsenses.stream().filter(answer -> !isRefusedForTheRight(answer)))
                .isEmpty();
    }

    @Test
    void whoMayNotApproveOrSendNeitherApprovesNorSends() {
        for (var role : ROLES) {
            if (!role.equals("LEAD") && !role.equals("COMMUNITY_MANAGER")) {
                assertThat(loot.doneBy(member(role), 0, BRAND))
                        .as(role)
                        .noneMatch(done -> LEAVES.matcher(done).find());
            }
        }
        assertThat(loot.doneBy(member("COMMUNITY_MANAGER"), 0, BRAND))
                .noneMatch(done -> done.contains(".ReviewApproved"));
    }

    @Test
    void everyTryIsAnEntry() {
        for (var role : ROLES) {
            assertThat(loot.refused(member(role))).as(role).isGreaterThan(10);
        }
    }
}
