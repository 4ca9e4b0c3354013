package org.parvis.system.attack;

import static org.parvis.system.world.Eventually.read;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import org.parvis.system.world.House;
import tools.jackson.databind.JsonNode;

/** What the demonstration leaves out: people of the brand do it, so that there is something of each kind. */
final class Extras {

    private static final String BRAND = Scene.THEIRS;

    private static final int MANY = 400;

    private final Map<String, String> ids = new LinkedHashMap<>();

    private Extras() {}

    /** The ids of what was made, and of what only detail pages name, by what they are ids of, like {@code productline}. */
    static Map<String, String> madeIn(House house) {
        var extras = new Extras();
        extras.make(house);
        return extras.ids;
    }

    private void make(House house) {
        var lead = house.as("theo");
        var auditor = house.as("nora");
        var people = read(
                "conversations with two people",
                () -> lead.get("/api/crm/conversations?limit=50&brand=" + BRAND)
                        .ok()
                        .items(),
                rows -> rows.stream().map(row -> person(row)).distinct().count() > 1);
        var first = people.getFirst();
        var person = person(first);
        var gone = people.stream()
                .map(row -> person(row))
                .filter(id -> !id.equals(person))
                .findFirst()
                .orElseThrow();
        ids.put("brand", BRAND);
        ids.put("conversation", Answer.text(first, "id"));
        ids.put("person", person);
        ids.put("gone", gone);
        ids.put(
                "escalation",
                lead.post(
                                "/api/moderation/escalations",
                                Map.of(
                                        "brand",
                                        BRAND,
                                        "subject",
                                        "conversation:" + Answer.text(first, "id"),
                                        "reason",
                                        "A matter nobody else may hear of",
                                        "rota",
                                        "astreinte"))
                        .ok()
                        .text("id"));
        ids.put("relation", relation(lead, person));
        ids.put("erasure", "to-be-forgotten");
        lead.put(
                        "/api/crm/erasures/to-be-forgotten",
                        Map.of("brand", BRAND, "persons", List.of(gone), "ground", "ASKED_BY_PERSON"))
                .ok();
        var export = auditor.post("/api/crm/people/" + person + "/exports").ok().text("id");
        ids.put("export", export);
        read(
                "the copy is made",
                () -> auditor.get("/api/crm/exports/" + export).ok(),
                copy -> !copy.text("readyAt").isEmpty());
        ids.put(
                "mention",
                Answer.text(
                        lead.get("/api/crm/conversations/" + Answer.text(first, "id"))
                                .ok()
                                .json()
                                .path("messages")
                                .path(0),
                        "mention"));
        // What nobody told before is a story under its own id.
        ids.put("story", Objects.requireNonNull(ids.get("mention")));
        ids.put(
                "otherstory",
                Answer.text(
                        lead.get("/api/listening/mentions?brand=" + BRAND).ok().items().stream()
                                .filter(one -> !Answer.text(one, "id").equals(ids.get("mention")))
                                .findFirst()
                                .orElseThrow(),
                        "id"));
        ids.put("batch", "corrected-at-once");
        lead.put(
                        "/api/listening/mentions/batches/corrected-at-once",
                        Map.of("brand", BRAND, "mentions", List.of(ids.get("otherstory")), "right", true))
                .ok();
        var admin = house.as("admin");
        var place = Answer.text(
                admin.get("/api/listening/sources").ok().items().stream()
                        .filter(source -> Answer.text(source, "brandId").equals(BRAND))
                        .findFirst()
                        .orElseThrow(),
                "sourceId");
        ids.put(
                "import",
                Answer.text(
                        admin.text("/api/listening/sources/" + place + "/import", manyAtOnce())
                                .ok()
                                .json()
                                .path("file"),
                        "id"));
        ids.put(
                "incident",
                Answer.text(
                        read(
                                        "somebody is told of so much at once",
                                        Duration.ofMinutes(4),
                                        () -> lead.get("/api/listening/incidents?brand=" + BRAND)
                                                .ok()
                                                .items(),
                                        incidents -> !incidents.isEmpty())
                                .getFirst(),
                        "incidentId"));
        ids.put("rota", "astreinte");
        ids.put(
                "checkpoint",
                auditor.get("/api/reporting/audit/checkpoint").ok().said());
    }

    /** The demonstration may have begun it. */
    private static String relation(Api lead, String person) {
        return lead.get("/api/crm/relations?brand=" + BRAND).ok().items().stream()
                .filter(one -> Answer.text(one, "person").equals(person))
                .map(one -> Answer.text(one, "id"))
                .findFirst()
                .orElseGet(() -> lead.put(
                                "/api/crm/people/" + person + "/relation",
                                Map.of("stage", "SPOTTED", "reason", "A tie nobody else may hear of"))
                        .ok()
                        .text("id"));
    }

    /** So much of a topic within two hours that somebody is told. */
    private static String manyAtOnce() {
        var lines = new StringBuilder("text,author,published_at\n");
        var now = Instant.now();
        for (var line = 0; line < MANY; line++) {
            lines.append("helianthe porto ")
                    .append(line)
                    .append(",Rose ")
                    .append(line)
                    .append(',')
                    .append(now.minusSeconds(line))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String person(JsonNode conversation) {
        return Answer.text(conversation, "person", "id");
    }
}
