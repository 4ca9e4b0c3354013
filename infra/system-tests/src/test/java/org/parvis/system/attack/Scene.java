package org.parvis.system.attack;

import static org.parvis.system.world.Eventually.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.parvis.system.attack.Operation.Call;
import org.parvis.system.attack.Operation.Place;
import org.parvis.system.running.SharedParvis;
import org.parvis.system.running.SharedParvis.World;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import tools.jackson.databind.JsonNode;

/**
 * The brand of the demonstration with everything in it that can be attacked, its people, and people of another brand. People of the brand
 * read all they may, which gives the texts that nobody else may see and shows that the ids are good.
 */
final class Scene implements AutoCloseable {

    static final String THEIRS = "helianthe";

    /** A community manager, a lead, a product manager, an auditor, and the administrator of the house. */
    static final List<String> PEOPLE = List.of("ines", "theo", "camille", "nora", "admin");

    private static final List<String> SERVICES =
            List.of("identity", "listening", "publishing", "moderation", "crm", "reporting");

    private static final Pattern ID_PROPERTY =
            Pattern.compile("id|.*Id|person|conversation|mention|reply|channel|source|review");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{4,64}");
    private static final int OF_EACH_NAME = 1;

    private final World world;
    private final Loot loot;
    private final Intruders intruders;
    private final List<Operation> operations;
    private final List<Loot.Id> ids = new ArrayList<>();
    private final Map<String, Set<Loot.Id>> named = new ConcurrentHashMap<>();
    private final Secrets secrets = new Secrets();
    private final Map<Operation, Call> opened = new ConcurrentHashMap<>();

    private Scene(World world) {
        this.world = world;
        this.loot = new Loot(world.parvis().home());
        somethingOfEachKindHappens();
        this.intruders = Intruders.moveInto(world.parvis());
        this.operations = Operation.describedBy(world.parvis().asNobody("en"), SERVICES);
        this.ids.add(new Loot.Id("Brand", THEIRS));
        this.ids.addAll(loot.of(THEIRS));
        lookAround(List.copyOf(ids));
        var more = named.values().stream().flatMap(Set::stream).toList();
        ids.addAll(more);
        lookAround(more);
        operations.stream()
                .filter(Operation::isReading)
                .forEach(operation -> secrets.isKnownToAll(operation.plain().by(intruders.withEveryRole())));
        WHAT_EVERY_BRAND_BEGINS_WITH.forEach(address ->
                secrets.isKnownToAll(intruders.withEveryRole().get(address).ok()));
    }

    /** Rules and words that every brand begins with, and that this one has not changed. */
    private static final List<String> WHAT_EVERY_BRAND_BEGINS_WITH =
            List.of("/api/moderation/policy?brand=" + Intruders.BRAND, "/api/crm/settings/" + Intruders.BRAND);

    /** Gives a test class the one scene of this run. */
    static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Scene.class;
        }

        @Override
        public Scene resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Scene.class))
                    .computeIfAbsent(
                            Scene.class,
                            type -> new Scene(new SharedParvis().resolveParameter(parameter, context)),
                            Scene.class);
        }
    }

    /** What the demonstration leaves out. */
    private void somethingOfEachKindHappens() {
        var lead = world.parvis().as("theo");
        // The story of the demonstration goes on for a while after the start.
        read(
                "the demonstration has got to its first replies",
                () -> loot.of(THEIRS).stream().map(Loot.Id::kind).toList(),
                kinds -> kinds.containsAll(List.of("Conversation", "Delivery", "Review", "Suggestion", "Post")));
        Extras.madeIn(world.parvis());
        var stop = lead.post(
                        "/api/publishing/stops",
                        Map.of("scope", Map.of("brand", THEIRS), "reason", "A stop nobody else may see"))
                .ok()
                .text("id");
        lead.delete("/api/publishing/stops/" + stop).ok();
    }

    private void lookAround(List<Loot.Id> known) {
        var people = PEOPLE.stream().map(world.parvis()::as).toList();
        var reading = operations.stream().filter(Operation::isReading).toList();
        Intruders.each(reading, operation -> {
            for (var api : people) {
                for (var place : operation.places()) {
                    for (var id : known) {
                        if (place instanceof Place.InPath || id.kind().equals("Brand")) {
                            look(operation, operation.with(place, id.value()), api);
                        }
                    }
                }
                look(operation, operation.plain(), api);
            }
            return operation;
        });
    }

    private void look(Operation operation, Call call, Api api) {
        var answer = call.by(api);
        secrets.shownTo(answer);
        if (answer.status() == 200) {
            collectIds(answer);
            if (operation.path().contains("{")) {
                opened.putIfAbsent(operation, call);
            }
        }
    }

    /** Some things are no entries' subjects and have ids all the same: people outside, stops, tokens. */
    private void collectIds(Answer answer) {
        if (answer.headers().firstValue("Content-Type").orElse("").contains("json")) {
            collectIds(answer.json());
        }
    }

    private void collectIds(JsonNode node) {
        node.propertyStream()
                .filter(property -> ID_PROPERTY.matcher(property.getKey()).matches()
                        && property.getValue().isString())
                .map(property ->
                        new Loot.Id(property.getKey(), property.getValue().asString()))
                .filter(id -> ID.matcher(id.value()).matches())
                .filter(id -> ids.stream().noneMatch(other -> other.value().equals(id.value())))
                .forEach(id -> {
                    var some = named.computeIfAbsent(id.kind(), kind -> ConcurrentHashMap.newKeySet());
                    var isNew = named.values().stream()
                            .flatMap(Set::stream)
                            .noneMatch(other -> other.value().equals(id.value()));
                    if (isNew && some.size() < OF_EACH_NAME) {
                        some.add(id);
                    }
                });
        node.valueStream().forEach(child -> collectIds(child));
    }

    World world() {
        return world;
    }

    Loot loot() {
        return loot;
    }

    Intruders intruders() {
        return intruders;
    }

    /** All that the services describe. */
    List<Operation> operations() {
        return operations;
    }

    /** Ids of the brand. */
    List<Loot.Id> ids() {
        return ids;
    }

    Secrets secrets() {
        return secrets;
    }

    /** For each operation that reads one thing, a call that somebody of the brand got an answer to. */
    Map<Operation, Call> opened() {
        return opened;
    }

    @Override
    public void close() {
        loot.close();
    }
}
