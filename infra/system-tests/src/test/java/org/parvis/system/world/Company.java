package org.parvis.system.world;

import static org.parvis.system.world.Eventually.find;
import static org.parvis.system.world.Eventually.read;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A brand of its own with its people, an account on a network and a source to listen to, set up through the API as an administrator would.
 * Each test class works for another one, so none sees what the others do.
 */
public final class Company {

    /** The same for all its people; only ever used on this machine. */
    public static final String PASSWORD = "une phrase de passe 42";

    private final House parvis;
    private final String brand;
    private final String language;

    private Company(House parvis, String brand, String language) {
        this.parvis = parvis;
        this.brand = brand;
        this.language = language;
    }

    /** Registers the brand and its people; they speak this language. */
    public static Company found(House parvis, String brand, String language) {
        var company = new Company(parvis, brand, language);
        parvis.as("admin")
                .put(
                        "/api/identity/brands/" + brand,
                        new Brand(company.name(), "FR", List.of("fr", "en"), "Europe/Paris"))
                .ok();
        for (var part : Part.values()) {
            company.employ(part);
        }
        company.knownEverywhere();
        return company;
    }

    private record Brand(String name, String country, List<String> languages, String zone) {}

    private record Member(String name, String email, String language, String zone, String password) {}

    private record Topic(String brand, String name, String subject, String query, List<String> languages) {}

    private record Channel(
            String brand,
            String network,
            String name,
            String zone,
            Map<String, String> settings,
            Map<String, String> credentials,
            int undoSeconds) {}

    private record Source(
            String brand,
            String connector,
            String name,
            Map<String, String> settings,
            Map<String, String> credentials,
            String every) {}

    /** What somebody is there for. */
    public enum Part {
        MANAGER("COMMUNITY_MANAGER", "Mona", "Martel"),
        COLLEAGUE("COMMUNITY_MANAGER", "Colin", "Caron"),
        LEAD("LEAD", "Lise", "Laurent"),
        SECOND_LEAD("LEAD", "Serge", "Sorel"),
        PRODUCT_MANAGER("PRODUCT_MANAGER", "Pia", "Perrin"),
        AUDITOR("AUDITOR", "Aude", "Astier"),
        ADMINISTRATOR("ADMIN", "Ada", "Allard"),
        EMPLOYEE("EMPLOYEE", "Emil", "Egger"),
        AGENCY("AGENCY", "Gil", "Gautier");

        private final String role;
        private final String firstName;
        private final String lastName;

        Part(String role, String firstName, String lastName) {
            this.role = role;
            this.firstName = firstName;
            this.lastName = lastName;
        }
    }

    private void employ(Part part) {
        var id = member(part);
        var email = id + "@" + brand + ".example";
        house().put("/api/identity/members/" + id, new Member(name(part), email, language, "Europe/Paris", PASSWORD))
                .ok();
        house().put("/api/identity/members/" + id + "/grants/" + id, Map.of("role", part.role, "brand", brand))
                .ok();
    }

    /** Each service learns of people and rights from entries; before that it would refuse them. */
    private void knownEverywhere() {
        for (var path : List.of(
                "/api/listening/mentions?brand=" + brand,
                "/api/crm/conversations?brand=" + brand,
                "/api/moderation/policy?brand=" + brand)) {
            read("the lead may read " + path, () -> lead().get(path), answer -> answer.status() == 200);
        }
    }

    public String brand() {
        return brand;
    }

    public String language() {
        return language;
    }

    public String name() {
        return brand.substring(0, 1).toUpperCase(Locale.ROOT) + brand.substring(1);
    }

    /** The id of somebody, with which they sign in. */
    public String member(Part part) {
        return part.firstName.toLowerCase(Locale.ROOT) + "-" + brand
                + (part == Part.SECOND_LEAD || part == Part.COLLEAGUE ? "-2" : "");
    }

    public String name(Part part) {
        return part.firstName + " " + part.lastName;
    }

    public Api as(Part part) {
        return parvis.as(member(part));
    }

    public Api manager() {
        return as(Part.MANAGER);
    }

    public Api lead() {
        return as(Part.LEAD);
    }

    public Api productManager() {
        return as(Part.PRODUCT_MANAGER);
    }

    public Api auditor() {
        return as(Part.AUDITOR);
    }

    /** Who sets up the brand's topics, sources and channels. */
    public Api admin() {
        return as(Part.ADMINISTRATOR);
    }

    /** Who runs the whole house. */
    private Api house() {
        return parvis.as("admin");
    }

    /** A topic that finds what names the brand. */
    public Company listensToItsName() {
        return listensTo(brand);
    }

    /** A topic that finds a word. */
    public Company listensTo(String word) {
        admin().put(
                        "/api/listening/topics/" + brand + "-" + word,
                        new Topic(brand, word, "BRAND", word, List.of("fr", "en")))
                .ok();
        return this;
    }

    /** An account in the town, a channel to speak through it, and a source that hears what is said there. */
    public Company livesIn(TownSquare town, int undoSeconds) {
        var token = town.welcome(brand, name(), "BRAND", language);
        channel("TOWN", Map.of(), Map.of("token", token), undoSeconds);
        source("TOWN", Map.of(), Map.of("token", token), "PT10S");
        return this;
    }

    public String channel() {
        return brand + "-channel";
    }

    public String source() {
        return brand + "-source";
    }

    public void channel(
            String network, Map<String, String> settings, Map<String, String> credentials, int undoSeconds) {
        admin().put(
                        "/api/publishing/channels/" + channel(),
                        new Channel(brand, network, name(), "Europe/Paris", settings, credentials, undoSeconds))
                .ok();
    }

    public void source(String connector, Map<String, String> settings, Map<String, String> credentials, String every) {
        admin().put(
                        "/api/listening/sources/" + source(),
                        new Source(brand, connector, "Source " + name(), settings, credentials, every))
                .ok();
    }

    /** A product line that its product manager decides about. */
    public String productLine(String name) {
        var id = brand + "-" + name.toLowerCase(Locale.ROOT);
        admin().put(
                        "/api/crm/product-lines/" + id,
                        Map.of("brand", brand, "name", name, "managers", List.of(member(Part.PRODUCT_MANAGER))))
                .ok();
        return id;
    }

    /** The message once it is collected and understood; somebody asked for the source to be read now. */
    public JsonNode collects(TownSquare.Said said) {
        fetchNow();
        return mention(said.url());
    }

    public void fetchNow() {
        admin().post("/api/listening/sources/" + source() + "/fetch").ok();
    }

    public JsonNode mention(String permalink) {
        return find(
                "the mention of " + permalink,
                () -> mentions().stream()
                        .filter(mention -> Answer.text(mention, "permalink").equals(permalink))
                        .findFirst());
    }

    /** What was collected for the brand, newest first. */
    public List<JsonNode> mentions() {
        return lead().get("/api/listening/mentions?limit=200&brand=" + brand)
                .ok()
                .items();
    }

    /** The conversation that holds a message. */
    public JsonNode conversation(String mentionId) {
        return find(
                "the conversation with mention " + mentionId,
                () -> manager().get("/api/crm/conversations?limit=200&brand=" + brand).ok().items().stream()
                        .map(row -> conversationById(Answer.text(row, "id")))
                        .filter(detail -> detail.path("messages")
                                .valueStream()
                                .anyMatch(message ->
                                        Answer.text(message, "mention").equals(mentionId)))
                        .findFirst());
    }

    public JsonNode conversationById(String id) {
        return manager().get("/api/crm/conversations/" + id).ok().json();
    }

    /** The review of a reply while it waits. */
    public String openReview(String replyId) {
        return find(
                "the open review of reply " + replyId,
                () -> lead().get("/api/moderation/reviews?state=OPEN&limit=200&brand=" + brand).ok().items().stream()
                        .filter(review -> Answer.text(review, "reviewedId").equals(replyId))
                        .map(review -> Answer.text(review, "id"))
                        .findFirst());
    }

    /** A reply, once it has come this far. */
    public Answer replyIn(String state, String replyId) {
        return read(
                "reply " + replyId + " is " + state,
                () -> manager().get("/api/publishing/replies/" + replyId).ok(),
                reply -> reply.text("state").equals(state));
    }

    /** The entry of a refused attempt on something, as the auditor reads it. */
    public Optional<Entry> refusal(String subject, String memberId) {
        return audit(subject).stream()
                .filter(entry ->
                        entry.what().equals("ActRefused") && entry.actor().equals(memberId))
                .findFirst();
    }

    /** The story of something, entry by entry; empty while there is none. */
    public List<Entry> audit(String subject) {
        var answer = auditor().get("/api/reporting/audit?limit=200&subject=" + subject);
        return answer.status() == 404
                ? List.of()
                : answer.ok().items().stream().map(Entry::of).toList();
    }
}
