package org.parvis.identity.scim;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Busy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Users and groups for the company's directory. */
@RestController
@RequestMapping(ScimController.PATH)
final class ScimController {

    static final String PATH = "/scim/v2";
    static final String TYPE = "application/scim+json";

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";
    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    private static final int MOST = 200;
    private static final int USUAL = 100;
    /** In seconds. */
    private static final String SOON = "5";

    private static final Pattern MEMBER_PATH =
            Pattern.compile("members\\[value eq \"([^\"]{1,100})\"]", Pattern.CASE_INSENSITIVE);

    private final ScimUsers users;
    private final ScimGroups groups;
    private final String address;

    ScimController(ScimUsers users, ScimGroups groups, @Value("${parvis.identity.issuer}") String house) {
        this.users = users;
        this.groups = groups;
        this.address = house + PATH;
    }

    // ---- users

    @GetMapping("/Users")
    ResponseEntity<Object> list(
            @RequestParam @Nullable String filter,
            @RequestParam(defaultValue = "1") int startIndex,
            @RequestParam(defaultValue = "" + USUAL) int count) {
        var page = Page.of(startIndex, count);
        var found =
                users.find(ScimFilter.of(filter, List.of("userName", "externalId", "id")), page.skip(), page.count());
        return listing(found.items().stream().map(this::shown).toList(), found.total(), page);
    }

    @GetMapping("/Users/{id}")
    ResponseEntity<Object> one(
            @PathVariable String id, @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        return answer(200, shown(users.one(id)), known);
    }

    @PostMapping("/Users")
    ResponseEntity<Object> create(@RequestBody JsonNode sent) {
        return answer(201, shown(users.create(ScimReader.user(sent))), null);
    }

    @PutMapping("/Users/{id}")
    ResponseEntity<Object> replace(
            @PathVariable String id,
            @RequestBody JsonNode sent,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        return answer(200, shown(change(id, ScimReader.user(sent), seen)), null);
    }

    @PatchMapping("/Users/{id}")
    ResponseEntity<Object> change(
            @PathVariable String id,
            @RequestBody JsonNode sent,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        return answer(200, shown(change(id, ScimReader.changes(sent), seen)), null);
    }

    private ScimUsers.Item change(String id, ScimUser sent, @Nullable String seen) {
        var before = users.one(id);
        requireSeen(shown(before), seen);
        var after = users.change(id, sent);
        if (after.active() && !before.active()) {
            // Whoever is back is still in their groups.
            groups.giveAndTake(id);
        }
        return after;
    }

    @DeleteMapping("/Users/{id}")
    ResponseEntity<Object> remove(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        requireSeen(shown(users.one(id)), seen);
        users.remove(id);
        return ResponseEntity.noContent().build();
    }

    // ---- groups

    @GetMapping("/Groups")
    ResponseEntity<Object> listGroups(
            @RequestParam @Nullable String filter,
            @RequestParam(defaultValue = "1") int startIndex,
            @RequestParam(defaultValue = "" + USUAL) int count) {
        var page = Page.of(startIndex, count);
        var found = groups.find(
                ScimFilter.of(filter, List.of("displayName", "externalId", "id")), page.skip(), page.count());
        return listing(found.items().stream().map(this::shown).toList(), found.total(), page);
    }

    @GetMapping("/Groups/{id}")
    ResponseEntity<Object> oneGroup(
            @PathVariable String id, @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        return answer(200, shown(groups.one(id)), known);
    }

    @PostMapping("/Groups")
    ResponseEntity<Object> createGroup(@RequestBody JsonNode sent) {
        var group = groups.create(
                name(sent), ScimReader.text(sent, "externalId"), members(ScimReader.field(sent, "members")));
        return answer(201, shown(group), null);
    }

    @PutMapping("/Groups/{id}")
    ResponseEntity<Object> replaceGroup(
            @PathVariable String id,
            @RequestBody JsonNode sent,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        var named = ScimReader.field(sent, "members");
        var group = groups.change(id, before -> {
            requireSeen(shown(before), seen);
            Set<String> members =
                    named == null || named.isNull() ? new LinkedHashSet<>(before.members()) : members(named);
            return new ScimGroups.Wanted(name(sent), ScimReader.text(sent, "externalId"), members, Set.of());
        });
        return answer(200, shown(group), null);
    }

    @PatchMapping("/Groups/{id}")
    ResponseEntity<Object> changeGroup(
            @PathVariable String id,
            @RequestBody JsonNode sent,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        var group = groups.change(id, before -> {
            requireSeen(shown(before), seen);
            return changed(before, sent);
        });
        return answer(200, shown(group), null);
    }

    private static ScimGroups.Wanted changed(ScimGroups.Item group, JsonNode sent) {
        var change = new GroupChange(group);
        for (var operation : ScimReader.operations(sent)) {
            var kind = ScimReader.kind(operation);
            var path = ScimReader.plain(
                    Objects.requireNonNullElse(ScimReader.text(operation, "path"), ""), ScimReader.OF_GROUP);
            var value = ScimReader.field(operation, "value");
            if (path.isEmpty() && value != null && value.isObject()) {
                // What is not named stays: a directory that renames a group says nothing of who is in it.
                ScimReader.attributes(value, ScimReader.OF_GROUP).forEach((name, its) -> change.take(kind, name, its));
            } else if (!change.take(kind, path, value)) {
                var one = MEMBER_PATH.matcher(path);
                if (!one.matches() || !kind.equals("remove")) {
                    throw new ScimError(400, "invalidPath", "Not a path of a group: " + path);
                }
                change.members.remove(one.group(1));
                change.named.add(one.group(1));
            }
        }
        return new ScimGroups.Wanted(change.name, change.externalId, change.members, change.named);
    }

    /** A group while the operations of a PATCH are done to it. */
    private static final class GroupChange {

        private final Set<String> members;
        private final Set<String> named = new LinkedHashSet<>();
        private String name;
        private @Nullable String externalId;

        private GroupChange(ScimGroups.Item group) {
            members = new LinkedHashSet<>(group.members());
            name = group.name();
            externalId = group.externalId();
        }

        /** @return whether a group has such an attribute */
        private boolean take(String kind, String attribute, @Nullable JsonNode value) {
            switch (attribute.toLowerCase(Locale.ROOT)) {
                case "displayname" -> {
                    var words = value == null ? null : ScimReader.words(value, "displayName");
                    if (words == null || kind.equals("remove")) {
                        throw ScimError.invalid("displayName is missing");
                    }
                    name = words;
                }
                case "externalid" ->
                    externalId = value == null || kind.equals("remove") ? null : ScimReader.words(value, "externalId");
                case "members" -> named.addAll(merge(kind, members, value));
                default -> {
                    return false;
                }
            }
            return true;
        }
    }

    @DeleteMapping("/Groups/{id}")
    ResponseEntity<Object> removeGroup(@PathVariable String id) {
        groups.remove(id);
        return ResponseEntity.noContent().build();
    }

    /**
     * @return who is spoken of
     * @throws ScimError when it does not say who: to take everybody away is said with an empty list, or by removing them all
     */
    private static Set<String> merge(String kind, Set<String> members, @Nullable JsonNode value) {
        if (value == null ? !kind.equals("remove") : value.isNull()) {
            throw ScimError.invalid("members is a list of objects with a value");
        }
        var named = members(value);
        switch (kind) {
            case "add" -> members.addAll(named);
            case "replace" -> {
                members.clear();
                members.addAll(named);
            }
            default -> {
                if (value == null) {
                    members.clear();
                } else {
                    members.removeAll(named);
                }
            }
        }
        return named;
    }

    private static String name(JsonNode sent) {
        var name = ScimReader.text(sent, "displayName");
        if (name == null) {
            throw ScimError.invalid("displayName is missing");
        }
        return name;
    }

    /** A list, or a single one as it is; anything else is an error and not nobody. */
    private static Set<String> members(@Nullable JsonNode sent) {
        if (sent == null || sent.isNull()) {
            return Set.of();
        }
        Set<String> members = new LinkedHashSet<>();
        for (var one : sent.isArray() ? sent : List.of(sent)) {
            var id = one.isObject() ? ScimReader.text(one, "value") : null;
            if (id == null) {
                throw ScimError.invalid("members is a list of objects with a value");
            }
            members.add(id);
        }
        return members;
    }

    // ---- what we are

    @GetMapping("/ServiceProviderConfig")
    ResponseEntity<Object> config() {
        var supported = Map.of("supported", true);
        var not = Map.of("supported", false);
        var config = new LinkedHashMap<String, Object>();
        config.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"));
        config.put("patch", supported);
        config.put("bulk", Map.of("supported", false, "maxOperations", 0, "maxPayloadSize", 0));
        config.put("filter", Map.of("supported", true, "maxResults", MOST));
        config.put("changePassword", not);
        config.put("sort", not);
        config.put("etag", supported);
        config.put(
                "authenticationSchemes",
                List.of(Map.of(
                        "type", "oauthbearertoken",
                        "name", "Bearer token",
                        "description", "A token made by an administrator of the house",
                        "primary", true)));
        return plain(config);
    }

    @GetMapping("/ResourceTypes")
    ResponseEntity<Object> types() {
        return listing(List.of(type("User"), type("Group")), 2, new Page(1, 2));
    }

    @GetMapping("/ResourceTypes/{name}")
    ResponseEntity<Object> oneType(@PathVariable String name) {
        if (!name.equals("User") && !name.equals("Group")) {
            throw ScimError.notFound(name);
        }
        return plain(type(name));
    }

    @GetMapping("/Schemas")
    ResponseEntity<Object> schemas() {
        return listing(List.of(ScimSchemas.user(), ScimSchemas.group()), 2, new Page(1, 2));
    }

    @GetMapping("/Schemas/{id}")
    ResponseEntity<Object> schema(@PathVariable String id) {
        return switch (id) {
            case CORE + "User" -> plain(ScimSchemas.user());
            case CORE + "Group" -> plain(ScimSchemas.group());
            default -> throw ScimError.notFound(id);
        };
    }

    private Map<String, Object> type(String name) {
        var type = new LinkedHashMap<String, Object>();
        type.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:ResourceType"));
        type.put("id", name);
        type.put("name", name);
        type.put("endpoint", "/" + name + "s");
        type.put("schema", CORE + name);
        type.put("meta", Map.of("resourceType", "ResourceType", "location", address + "/ResourceTypes/" + name));
        return type;
    }

    // ---- how it is written

    private record Page(int start, int count) {

        static Page of(int start, int count) {
            return new Page(Math.max(1, start), Math.clamp(count, 0, MOST));
        }

        int skip() {
            return start - 1;
        }
    }

    private Map<String, Object> shown(ScimUsers.Item user) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("schemas", List.of(CORE + "User"));
        shown.put("id", user.id());
        if (user.externalId() != null) {
            shown.put("externalId", user.externalId());
        }
        shown.put("userName", user.userName());
        shown.put("name", Map.of("formatted", user.name()));
        shown.put("displayName", user.name());
        shown.put("emails", List.of(Map.of("value", user.email(), "type", "work", "primary", true)));
        shown.put("preferredLanguage", user.language());
        shown.put("timezone", user.zone());
        shown.put("active", user.active());
        return withMeta(shown, "User", user.id(), user.registeredAt().toString());
    }

    private Map<String, Object> shown(ScimGroups.Item group) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("schemas", List.of(CORE + "Group"));
        shown.put("id", group.id());
        if (group.externalId() != null) {
            shown.put("externalId", group.externalId());
        }
        shown.put("displayName", group.name());
        var members = new ArrayList<Map<String, Object>>();
        group.members().forEach(m -> members.add(Map.of("value", m, "$ref", address + "/Users/" + m)));
        shown.put("members", members);
        return withMeta(shown, "Group", group.id(), null);
    }

    private Map<String, Object> withMeta(Map<String, Object> shown, String type, String id, @Nullable String created) {
        var meta = new LinkedHashMap<String, Object>();
        meta.put("resourceType", type);
        if (created != null) {
            meta.put("created", created);
        }
        meta.put("location", address + "/" + type + "s/" + id);
        meta.put("version", "W/\"" + UUID.nameUUIDFromBytes(shown.toString().getBytes(StandardCharsets.UTF_8)) + "\"");
        shown.put("meta", meta);
        return shown;
    }

    private static String version(Map<String, Object> shown) {
        return shown.get("meta") instanceof Map<?, ?> meta ? String.valueOf(meta.get("version")) : "";
    }

    private static void requireSeen(Map<String, Object> shown, @Nullable String seen) {
        if (seen != null && !seen.equals("*") && !seen.contains(version(shown))) {
            throw new ScimError(412, null, "It was changed in the meantime");
        }
    }

    private static ResponseEntity<Object> answer(int status, Map<String, Object> shown, @Nullable String known) {
        var version = version(shown);
        if (known != null && known.contains(version)) {
            return ResponseEntity.status(304).eTag(version).build();
        }
        var answer = ResponseEntity.status(status).eTag(version).contentType(MediaType.valueOf(TYPE));
        if (shown.get("meta") instanceof Map<?, ?> meta) {
            answer.header("Location", String.valueOf(meta.get("location")));
        }
        return answer.body(shown);
    }

    private static ResponseEntity<Object> listing(List<?> shown, int total, Page page) {
        var list = new LinkedHashMap<String, Object>();
        list.put("schemas", List.of(LIST));
        list.put("totalResults", total);
        list.put("startIndex", page.start());
        list.put("itemsPerPage", shown.size());
        list.put("Resources", shown);
        return plain(list);
    }

    private static ResponseEntity<Object> plain(Map<String, Object> body) {
        return ResponseEntity.ok().contentType(MediaType.valueOf(TYPE)).body(body);
    }

    @ExceptionHandler
    ResponseEntity<Object> on(ScimError e) {
        return ResponseEntity.status(e.status())
                .contentType(MediaType.valueOf(TYPE))
                .body(e.body());
    }

    /** Nothing was done, so a directory comes back with the same. */
    @ExceptionHandler
    ResponseEntity<Object> on(Busy e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", SOON)
                .contentType(MediaType.valueOf(TYPE))
                .body(new ScimError(503, null, e.code()).body());
    }

    @ExceptionHandler
    ResponseEntity<Object> on(HttpMessageNotReadableException e, HttpServletRequest request) {
        return on(new ScimError(
                400,
                "invalidSyntax",
                "The body of this " + request.getMethod().toUpperCase(Locale.ROOT) + " is no JSON"));
    }
}
