package org.parvis.standalone;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.identity.start.LocalTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What the people of the demonstration have already done when a visitor arrives: conversations taken, a note, a reply that waits for its
 * approval, one that was approved and went out, suggestions in three states, relations, posts in the calendar. Played once, in the background,
 * through the API. A step that cannot be done (somebody was faster) is passed over: the demonstration is alive without it.
 */
final class DemonstrationStory {

    private static final Logger LOG = LoggerFactory.getLogger(DemonstrationStory.class);
    private static final String CHANNEL = "helianthe-town";
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final int SECONDS_TO_WAIT = 60;

    private final Api api;
    private final Demonstration.Tokens tokens;

    private DemonstrationStory(Api api, Demonstration.Tokens tokens) {
        this.api = api;
        this.tokens = tokens;
    }

    static void play(House house) {
        try (var api = new Api(house.url())) {
            var story =
                    new DemonstrationStory(api, new Demonstration.Tokens(house.bean("identity", LocalTokens.class)));
            story.play();
        } catch (RuntimeException e) {
            LOG.warn("The story of the demonstration broke off; what was done so far stands", e);
        }
    }

    private void play() {
        step(
                "Paul-Henri",
                () -> conversation("paulhenri").ifPresent(c -> {
                    reply(
                            "reponse-paul-henri",
                            "malik",
                            c,
                            "Bonsoir Paul-Henri, votre message est affiché dans la salle de l’équipe de Nice. Elle vous dit merci, et à bientôt à bord.");
                    approve("reponse-paul-henri", "theo");
                }));
        step(
                "Margaux",
                () -> conversation("margaux").ifPresent(c -> {
                    var version = assign(c, "ines");
                    note(
                            c,
                            "hugo",
                            version,
                            "La banque confirme : empreintes, pas débits. Elles tombent seules, 5 jours ouvrés en général. Le service Paiement doit valider toute date.");
                    reply(
                            "reponse-margaux",
                            "ines",
                            c,
                            "Bonjour Margaux, c’était promis pour ce matin, pardon. Le second montant de 184 € est une empreinte, pas un débit : il quittera votre relevé sous 5 jours ouvrés en général.");
                }));
        step("Aoife", () -> conversation("aoife").ifPresent(c -> assign(c, "malik")));
        step(
                "Kenji",
                () -> conversation("kenji")
                        .ifPresent(c ->
                                suggest("nantes-tokyo", "ines", c, "lignes", "Un vol direct Nantes–Tokyo en été")));
        step("Gaëlle", () -> conversation("gaelle").ifPresent(c -> evidence("nantes-tokyo", "ines", c)));
        step("Mei", () -> conversation("mei").ifPresent(c -> evidence("nantes-tokyo", "ines", c)));
        step(
                "Lucia",
                () -> conversation("lucia").ifPresent(c -> {
                    suggest("carte-memorisee", "malik", c, "application", "Proposer clairement de mémoriser la carte");
                    api.post(
                            tokens.of("camille"),
                            "/api/crm/suggestions/carte-memorisee/decide",
                            Map.of(
                                    "decision",
                                    "ACCEPTED",
                                    "reason",
                                    "La case existe mais personne ne la voit : elle passe en haut de l’écran."));
                }));
        step(
                "Hannah",
                () -> conversation("hannah").ifPresent(c -> {
                    suggest(
                            "annonces-anglais",
                            "hugo",
                            c,
                            "bagages",
                            "Annoncer les changements de porte aussi en anglais");
                    assign(c, "hugo", "merle");
                }));
        step(
                "Karim",
                () -> conversation("karim").ifPresent(c -> {
                    assign(c, "malik", "lea");
                    reply(
                            "reponse-karim",
                            "lea",
                            c,
                            "Bonjour Karim, oui : le nom se change dans l’appli jusqu’à la veille du départ, rubrique « Mes voyages ».");
                }));
        step(
                "Étienne",
                () -> conversation("courrierpistes").ifPresent(c -> {
                    var relation = relation(
                            c,
                            "ines",
                            "hugo",
                            "APPROACHED",
                            "Écrit chaque semaine sur les droits des passagers ; demande avant de publier.");
                    nextContact(relation, "ines", 12, "Lui montrer le tri bagages de Lyon, sur place");
                }));
        step(
                "Ondine",
                () -> conversation("ondine").ifPresent(c -> {
                    var relation = relation(
                            c,
                            "malik",
                            "ines",
                            "PARTNER",
                            "Paie ses billets et le dit ; son carnet a fait connaître Lyon–Edinburgh.");
                    nextContact(relation, "malik", 0, "Prendre de ses nouvelles avant la saison d’été");
                }));
        step("the calendar", this::fillTheCalendar);
    }

    /** A tie with somebody who carries weight, and its id. */
    private String relation(JsonNode conversation, String owner, String backup, String stage, String reason) {
        return api.put(
                        tokens.of(owner),
                        "/api/crm/people/"
                                + conversation.path("person").path("id").asString() + "/relation",
                        Map.of("stage", stage, "reason", reason, "owner", owner, "backup", backup))
                .body()
                .path("id")
                .asString();
    }

    private void nextContact(String relation, String member, int inDays, String about) {
        api.put(
                tokens.of(member),
                "/api/crm/relations/" + relation + "/next-contact",
                Map.of("date", LocalDate.now(PARIS).plusDays(inDays).toString(), "about", about),
                "\"0\"");
    }

    /** Posts in three states, with slots in the coming days. */
    private void fillTheCalendar() {
        post(
                "cabine-conseils",
                "hugo",
                "ADVICE",
                "Cabine : quatre conseils de pliage",
                1,
                "09:00",
                "Un bagage cabine, quatre pliages : roulez les pulls, glissez les chaussures sur les côtés, gardez le liquide à part, posez la veste en dernier.");
        submit("posts/cabine-conseils", "hugo");
        approve("cabine-conseils", "theo");
        post(
                "voyager-instrument",
                "merle",
                "ADVICE",
                "Voyager avec un instrument",
                2,
                "11:00",
                "Un violon passe en cabine, un violoncelle prend un siège. On vous explique comment réserver sa place.");
        submit("posts/voyager-instrument", "merle");
        post(
                "coulisses-bagages",
                "ines",
                "NEWS",
                "Dans les coulisses du tri bagages",
                3,
                "10:00",
                "À Lyon, 1 200 valises par heure : une matinée avec l’équipe du tri.");
    }

    private static void step(String name, Runnable act) {
        try {
            act.run();
        } catch (RuntimeException e) {
            LOG.info("The demonstration goes on without {}: {}", name, e.getMessage());
        }
    }

    /** The newest open conversation with somebody, once it was collected. */
    private Optional<JsonNode> conversation(String handle) {
        for (var i = 0; i < SECONDS_TO_WAIT; i++) {
            var found = api.get(tokens.of("ines"), "/api/crm/conversations?brand=" + Demonstration.BRAND + "&limit=200")
                    .body();
            for (var item : found.path("items")) {
                if (item.findValuesAsString("handle").contains(handle)
                        || item.findValuesAsString("personHandle").contains(handle)) {
                    return Optional.of(item);
                }
            }
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String id(JsonNode conversation) {
        return conversation.path("id").asString();
    }

    private String version(JsonNode conversation) {
        var etag = api.get(tokens.of("ines"), "/api/crm/conversations/" + id(conversation))
                .etag();
        return etag == null ? "\"0\"" : etag;
    }

    private String assign(JsonNode conversation, String member) {
        return assign(conversation, member, member);
    }

    private String assign(JsonNode conversation, String by, String member) {
        api.post(
                tokens.of(by),
                "/api/crm/conversations/" + id(conversation) + "/assign",
                Map.of("member", member),
                version(conversation));
        return version(conversation);
    }

    private void note(JsonNode conversation, String member, String version, String text) {
        api.post(
                tokens.of(member),
                "/api/crm/conversations/" + id(conversation) + "/note",
                Map.of("text", text),
                version);
    }

    private void reply(String replyId, String member, JsonNode conversation, String text) {
        var version = Long.parseLong(version(conversation).replace("\"", ""));
        api.put(
                tokens.of(member),
                "/api/publishing/replies/" + replyId,
                Map.of(
                        "conversation",
                        id(conversation),
                        "channel",
                        CHANNEL,
                        "text",
                        text,
                        "conversationVersion",
                        version));
        submit("replies/" + replyId, member);
    }

    private void submit(String what, String member) {
        api.post(tokens.of(member), "/api/publishing/" + what + "/submit", Map.of());
    }

    private void post(String id, String member, String kind, String title, int daysAhead, String hour, String text) {
        var slot = LocalDate.now(PARIS).plusDays(daysAhead) + "T" + hour;
        api.put(
                tokens.of(member),
                "/api/publishing/posts/" + id,
                Map.of(
                        "brand",
                        Demonstration.BRAND,
                        "title",
                        title,
                        "kind",
                        kind,
                        "variants",
                        List.of(Map.of("channel", CHANNEL, "language", "fr", "text", text)),
                        "slot",
                        Map.of("local", slot, "zone", PARIS.getId())));
    }

    private void approve(String replyId, String lead) {
        for (var i = 0; i < SECONDS_TO_WAIT; i++) {
            var open = api.get(tokens.of(lead), "/api/moderation/reviews?state=OPEN&limit=200")
                    .body();
            for (var review : open.path("items")) {
                if (review.findValuesAsString("reviewedId").contains(replyId)) {
                    api.post(tokens.of(lead), "/api/moderation/reviews/" + id(review) + "/approve", Map.of());
                    return;
                }
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void suggest(String id, String member, JsonNode conversation, String line, String summary) {
        api.post(
                tokens.of(member),
                "/api/crm/suggestions",
                Map.of("id", id, "mention", lastMention(conversation), "productLine", line, "summary", summary));
    }

    private void evidence(String id, String member, JsonNode conversation) {
        api.post(
                tokens.of(member),
                "/api/crm/suggestions/" + id + "/evidence",
                Map.of("mention", lastMention(conversation)));
    }

    /** The newest mention of the person of a conversation. */
    private String lastMention(JsonNode conversation) {
        var handle = conversation.path("person").path("handle").asString("");
        var found = api.get(tokens.of("ines"), "/api/listening/mentions?brand=" + Demonstration.BRAND + "&q=" + handle)
                .body();
        for (var mention : found.path("items")) {
            if (mention.path("author").path("handle").asString("").equals(handle)) {
                return mention.path("mentionId").asString();
            }
        }
        throw new IllegalStateException("No mention of " + handle);
    }
}
