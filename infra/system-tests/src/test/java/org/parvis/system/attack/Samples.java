package org.parvis.system.attack;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operation is sent so that it has nothing to find fault with: where a description says only "a text", a made-up text would be
 * refused for what it is, and nobody would learn whether the right was there. An id in braces is filled in.
 */
final class Samples {

    private static final Pattern BLANK = Pattern.compile("\\{([a-z]+)}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<String, String> BODIES = Map.ofEntries(
            entry("PUT /api/crm/erasures/{id}", """
                    {"brand": "{brand}", "persons": ["{gone}"], "ground": "ASKED_BY_PERSON", "dueAt": "2031-05-05T09:00:00Z"}"""),
            entry("POST /api/crm/erasures/{id}/decline", """
                    {"ground": "LEGAL_CLAIM"}"""),
            entry("POST /api/crm/erasures/{id}/defer", """
                    {"ground": "LEGAL_CLAIM", "until": "2031-05-05T09:00:00Z"}"""),
            entry("PUT /api/crm/people/{person}/relation", """
                    {"stage": "SPOTTED", "reason": "Press"}"""),
            entry("POST /api/crm/relations/{id}/end", """
                    {"reason": "Changed trade"}"""),
            entry("POST /api/crm/relations/{id}/hand-over", """
                    {"owner": "ines"}"""),
            entry("POST /api/crm/relations/{id}/move", """
                    {"stage": "PARTNER", "reason": "Met at the fair"}"""),
            entry("PUT /api/crm/relations/{id}/do-not-contact", """
                    {"until": "2031-05-05", "reason": "On leave"}"""),
            entry("POST /api/crm/relations/{id}/do-not-contact/lift", """
                    {"reason": "Is back"}"""),
            entry("PUT /api/crm/relations/{id}/next-contact", """
                    {"date": "2031-05-05", "about": "Lunch"}"""),
            entry("PUT /api/crm/product-lines/{id}", """
                    {"brand": "{brand}", "name": "Porto", "managers": ["camille", "only-product-manager"]}"""),
            entry("PUT /api/crm/retention/hold", """
                    {"brand": "{brand}", "ground": "LEGAL_CLAIM", "until": "2031-05-05T09:00:00Z"}"""),
            entry("PUT /api/identity/members/{id}", """
                    {"name": "Rose", "email": "rose@example.org", "language": "fr", "zone": "Europe/Paris"}"""),
            entry("PUT /api/identity/preferences", """
                    {"language": "fr", "theme": "DARK", "zone": "Europe/Paris"}"""),
            entry("POST /api/listening/mentions", """
                    {"brand": "{brand}", "permalink": "https://closed.example/1", "author": "Rose", "text": "porto",
                     "topic": "{topic}"}"""),
            entry("PUT /api/listening/mentions/batches/{id}", """
                    {"brand": "{brand}", "mentions": ["{mention}", "{otherstory}"], "intent": "PRAISE"}"""),
            entry("PUT /api/listening/brands/{id}/alert-rule", """
                    {"sensitivity": "NORMAL", "signals": ["VOLUME"], "mutedUntil": "2031-05-05T09:00:00Z"}"""),
            entry("POST /api/listening/incidents/{id}/close", """
                    {"outcome": "CRISIS"}"""),
            entry("POST /api/listening/mentions/{id}/story", """
                    {"story": "{story}"}"""),
            entry("POST /api/listening/stories/{id}/merge", """
                    {"into": "{otherstory}"}"""),
            entry("POST /api/listening/topics/trial", """
                    {"brand": "{brand}", "query": "porto"}"""),
            entry("PUT /api/listening/topics/{id}/alert-rule", """
                    {"sensitivity": "NORMAL", "signals": ["VOLUME"], "mutedUntil": "2031-05-05T09:00:00Z"}"""),
            entry("PUT /api/listening/topics/{id}", """
                    {"brand": "{brand}", "name": "Porto", "subject": "BRAND", "query": "porto", "languages": ["fr"]}"""),
            entry("POST /api/moderation/escalations", """
                    {"brand": "{brand}", "subject": "conversation:{conversation}", "reason": "Night", "rota": "{rota}"}"""),
            entry("PUT /api/moderation/guidelines/{id}", """
                    {"brand": "{brand}", "title": {"fr": "Ton", "en": "Tone"}, "text": {"fr": "Juste.", "en": "Fair."}}"""),
            entry("PUT /api/moderation/policy/proposal", """
                    {"brand": "{brand}", "rules": [{"code": "EVERY_REPLY", "parameters": {}}]}"""),
            entry("POST /api/moderation/policy/explain", """
                    {"brand": "{brand}", "kind": "REPLY", "language": "fr", "text": "Bonjour"}"""),
            entry("PUT /api/moderation/rotas/{id}", """
                    {"brand": "{brand}", "name": "Night", "levels": [["theo"]], "perLevel": "PT5M"}"""),
            entry("PUT /api/moderation/rotas/{id}/webhook", """
                    {"url": "https://example.org/calls"}"""),
            entry("POST /api/publishing/deliveries/{id}/live", """
                    {"permalink": "https://town.example/1"}"""),
            entry("POST /api/publishing/deliveries/{id}/posted", """
                    {"permalink": "https://town.example/1"}"""),
            entry("PUT /api/publishing/posts/{id}", """
                    {"brand": "{brand}", "title": "Porto", "kind": "ADVICE",
                     "variants": [{"channel": "{channel}", "language": "fr", "text": "Bonjour"}],
                     "slot": {"local": "2031-05-05T09:00", "zone": "Europe/Paris"}}"""),
            entry("PUT /api/publishing/replies/{id}", """
                    {"conversation": "{conversation}", "text": "Bonjour"}"""));

    private static final Map<String, String> QUERIES = Map.of(
            "GET /api/crm/suggestions/similar", "mention={mention}",
            "GET /api/listening/stories/counts", "brand={brand}",
            "GET /api/identity/rights/explain", "action=DRAFT&brand={brand}",
            "GET /api/reporting/audit", "subject=conversation:{conversation}",
            "GET /api/reporting/audit/bundle", "subject=conversation:{conversation}");

    /** Bodies that are no JSON. */
    private static final Map<String, String> TEXTS = Map.of(
            "POST /api/listening/sources/{id}/import",
            "text,author,published_at\nporto,Rose,2026-11-20T10:00:00Z\n",
            "POST /api/reporting/audit/consistency",
            "{checkpoint}");

    private Samples() {}

    static @Nullable ObjectNode body(String operation, Map<String, String> ids) {
        var sample = BODIES.get(operation);
        return sample == null ? null : (ObjectNode) JSON.readTree(filled(sample, ids));
    }

    /** What goes behind the question mark; null when there is nothing special. */
    static @Nullable String query(String operation, Map<String, String> ids) {
        var sample = QUERIES.get(operation);
        return sample == null ? null : filled(sample, ids);
    }

    static @Nullable String text(String operation, Map<String, String> ids) {
        var sample = TEXTS.get(operation);
        return sample == null ? null : filled(sample, ids);
    }

    private static String filled(String sample, Map<String, String> ids) {
        return BLANK.matcher(sample).replaceAll(found -> {
            var id = ids.get(found.group(1));
            if (id == null) {
                throw new IllegalStateException("There is no " + found.group(1) + " for " + sample);
            }
            return Matcher.quoteReplacement(id);
        });
    }
}
