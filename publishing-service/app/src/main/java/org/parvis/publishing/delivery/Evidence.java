package org.parvis.publishing.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Remote;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was seen on the network, as it goes on record: facts in a fixed shape that pages put into words. */
final class Evidence {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};
    private static final int LONGEST_CAUSE = 300;

    private Evidence() {}

    static String found(Instant at, Remote remote) {
        return json(Map.of("saw", "IT", "at", at.toString(), "where", remote.permalink()));
    }

    static String absent(Instant at, Instant since, LookUp.Absent absent) {
        return json(Map.of("saw", "NOTHING", "at", at.toString(), "since", since.toString(), "items", absent.seen()));
    }

    static String different(Instant at, Remote remote) {
        return json(Map.of("saw", "OTHER", "at", at.toString(), "where", remote.permalink()));
    }

    /** A page was read, and the words are not on it as far as a machine can see. */
    static String notOnPage(Instant at, Remote remote) {
        return json(Map.of("saw", "NOT_ON_PAGE", "at", at.toString(), "where", remote.permalink()));
    }

    static String blind(Instant at, String cause) {
        return json(Map.of(
                "saw",
                "BLIND",
                "at",
                at.toString(),
                "cause",
                cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE))));
    }

    /** Whether this look says nothing about what is there. */
    static boolean isBlind(String evidence) {
        return "BLIND".equals(read(evidence).get("saw"));
    }

    /** All that is known when a person is asked. */
    static String summary(DeliveryView delivery, Instant at) {
        return json(Map.of(
                "saw", "NOTHING", "at", at.toString(), "looks", delivery.looks(), "attempts", delivery.attempt()));
    }

    /** The facts again; empty when somebody else wrote them. */
    static Map<String, Object> read(String evidence) {
        try {
            return JSON.readValue(evidence, FACTS);
        } catch (JacksonException e) {
            return Map.of();
        }
    }

    private static String json(Map<String, Object> facts) {
        return JSON.writeValueAsString(new LinkedHashMap<>(facts));
    }
}
