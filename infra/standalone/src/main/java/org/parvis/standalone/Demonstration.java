package org.parvis.standalone;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.parvis.identity.start.LocalTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demonstration: an airline with its people, topics, channel and guidelines, listening to the town. Everything is done through the
 * API, in the names of the people who would do it, so the ledger tells a true story. Loaded once.
 */
final class Demonstration {

    static final String BRAND = "helianthe";

    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);
    private static final String LOADED = "demonstration";

    private final Api api;
    private final Tokens tokens;
    private final String password;

    private Demonstration(Api api, Tokens tokens, String password) {
        this.api = api;
        this.tokens = tokens;
        this.password = password;
    }

    /** Somebody of the demonstration. */
    private record Person(String id, String name, String language, String zone, String role) {}

    private static final List<Person> PEOPLE = List.of(
            new Person("ines", "Inès Caradec", "fr", "Europe/Paris", "COMMUNITY_MANAGER"),
            new Person("hugo", "Hugo Lemoine", "fr", "Europe/Paris", "COMMUNITY_MANAGER"),
            new Person("malik", "Malik Sow", "fr", "Europe/Paris", "COMMUNITY_MANAGER"),
            new Person("lea", "Léa Fournier", "fr", "Europe/Paris", "EMPLOYEE"),
            new Person("priya", "Priya Raman", "en", "Europe/Paris", "LEAD"),
            new Person("theo", "Théo Vasseur", "fr", "Europe/Paris", "LEAD"),
            new Person("camille", "Camille Aubert", "fr", "Europe/Paris", "PRODUCT_MANAGER"),
            new Person("nora", "Nora Dijkstra", "en", "Europe/Amsterdam", "AUDITOR"),
            new Person("merle", "Studio Merle", "fr", "Europe/Paris", "AGENCY"));

    static void load(House house, DataDirectory home, Options options, Words words) {
        var town = house.town();
        if (!options.demo() || town == null) {
            return;
        }
        var password = home.secret("demonstration.password").substring(0, 10);
        if (home.recall(LOADED).isEmpty()) {
            System.out.println("  " + words.say("seedingDemo"));
            try (var api = new Api(house.url())) {
                var demonstration =
                        new Demonstration(api, new Tokens(house.bean("identity", LocalTokens.class)), password);
                demonstration.setUp(town.accountToken(BRAND));
                home.remember(LOADED, Clock.systemUTC().instant().toString());
            } catch (Api.Unexpected e) {
                LOG.error("The demonstration could not be loaded", e);
                System.out.println(words.say("demoFailed", home.resolve("logs", "parvis.log")));
                return;
            }
            Thread.ofVirtual().name("demonstration").start(() -> DemonstrationStory.play(house));
        }
        System.out.println(words.say(
                "demoPassword", password, PEOPLE.stream().map(Person::id).collect(Collectors.joining(", "))));
    }

    /** Tokens of members, made when they are needed. */
    static final class Tokens {
        private final LocalTokens desk;
        private final Map<String, String> known = new HashMap<>();

        Tokens(LocalTokens desk) {
            this.desk = desk;
        }

        String of(String member) {
            return known.computeIfAbsent(
                    member, id -> desk.issue(id, Duration.ofHours(2)).token().value());
        }
    }

    private void setUp(String townToken) {
        var admin = tokens.of("admin");
        api.put(
                admin,
                "/api/identity/brands/" + BRAND,
                Map.of(
                        "name",
                        "Hélianthe France",
                        "country",
                        "FR",
                        "languages",
                        List.of("fr", "en"),
                        "zone",
                        "Europe/Paris"));
        for (var person : PEOPLE) {
            api.put(
                    admin,
                    "/api/identity/members/" + person.id(),
                    Map.of(
                            "name", person.name(),
                            "email", person.id() + "@helianthe.example",
                            "language", person.language(),
                            "zone", person.zone(),
                            "password", password));
            api.put(
                    admin,
                    "/api/identity/members/" + person.id() + "/grants/" + person.id() + "-" + BRAND,
                    Map.of("role", person.role(), "brand", BRAND));
        }
        topics(tokens.of("priya"));
        publishing(admin, townToken);
        moderation();
        productLines(admin);
        api.put(
                admin,
                "/api/listening/sources/town-timeline",
                Map.of(
                        "brand",
                        BRAND,
                        "connector",
                        "TOWN",
                        "name",
                        "La place publique",
                        "settings",
                        Map.of("own", BRAND),
                        "every",
                        "PT10S",
                        "credentials",
                        Map.of("token", townToken)));
        LOG.info("The demonstration is set up");
    }

    private void topics(String lead) {
        topic(lead, "marque", "Hélianthe", "BRAND", "hélianthe OR helianthe OR helianthes");
        topic(lead, "nantes-tokyo", "Nantes–Tokyo", "PRODUCT", "NantesTokyo OR (nantes AND tokyo)");
        topic(
                lead,
                "prix-tempete",
                "Prix après la tempête",
                "MARKET",
                "(tarif* OR prix OR fare* OR price*) AND (porto OR tempête OR storm)");
        topic(lead, "septentrion", "Septentrion", "COMPETITOR", "septentrion");
        topic(
                lead,
                "bagages-lyon",
                "Bagagistes de Lyon",
                "SUPPLIER",
                "(bagage* OR valise*) AND (piste* OR prestataire OR lyon)");
    }

    private void topic(String lead, String id, String name, String subject, String query) {
        api.put(
                lead,
                "/api/listening/topics/" + id,
                Map.of(
                        "brand",
                        BRAND,
                        "name",
                        name,
                        "subject",
                        subject,
                        "query",
                        query,
                        "languages",
                        List.of("fr", "en")));
    }

    private void publishing(String admin, String townToken) {
        var channel = new LinkedHashMap<String, Object>();
        channel.put("brand", BRAND);
        channel.put("network", "TOWN");
        channel.put("name", "Hélianthe France");
        channel.put("zone", "Europe/Paris");
        channel.put("settings", Map.of());
        channel.put("credentials", Map.of("token", townToken));
        channel.put("undoSeconds", 20);
        api.put(admin, "/api/publishing/channels/helianthe-town", channel);
    }

    private void moderation() {
        var lead = tokens.of("theo");
        guideline(
                lead,
                "ton",
                "Ton",
                "Répondre à la personne, pas à la colère. Une excuse quand elle est due, une fois.",
                "Tone",
                "Answer the person, not the anger. One apology where one is due.");
        guideline(
                lead,
                "engagements",
                "Engagements",
                "Aucun délai, montant ou geste commercial sans l’accord du service concerné.",
                "Commitments",
                "No delay, amount or gesture without the agreement of the team in charge.");
        guideline(
                lead,
                "donnees",
                "Données personnelles",
                "Ni numéro de dossier complet, ni adresse, ni téléphone en public.",
                "Personal data",
                "No full reference, address or telephone number in public.");
        api.put(
                lead,
                "/api/moderation/rotas/astreinte",
                Map.of(
                        "brand",
                        BRAND,
                        "name",
                        "Astreinte",
                        "levels",
                        List.of(List.of("hugo"), List.of("priya"), List.of("theo")),
                        "perLevel",
                        "PT5M"));
    }

    private void guideline(String lead, String id, String titleFr, String textFr, String titleEn, String textEn) {
        api.put(
                lead,
                "/api/moderation/guidelines/" + id,
                Map.of(
                        "brand", BRAND,
                        "title", Map.of("fr", titleFr, "en", titleEn),
                        "text", Map.of("fr", textFr, "en", textEn)));
    }

    private void productLines(String admin) {
        for (var line : List.of(
                List.of("lignes", "Lignes et horaires"),
                List.of("paiement", "Paiement"),
                List.of("application", "Application"),
                List.of("bagages", "Bagages"))) {
            api.put(
                    admin,
                    "/api/crm/product-lines/" + line.getFirst(),
                    Map.of("brand", BRAND, "name", line.getLast(), "managers", List.of("camille")));
        }
    }
}
