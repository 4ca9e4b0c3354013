package org.parvis.crm.productline;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Product lines for programs. */
@RestController
@RequestMapping("/api/crm/product-lines")
class ProductLineApiController {

    private final ProductLines lines;
    private final ProductLineActs acts;
    private final Access access;

    ProductLineApiController(ProductLines lines, ProductLineActs acts, Access access) {
        this.lines = lines;
        this.acts = acts;
        this.access = access;
    }

    record Json(String id, String brand, String name, List<String> managers, long version) {

        static Json of(ProductLines.Line line) {
            return new Json(line.id(), line.brandId(), line.name(), line.managers(), line.version());
        }
    }

    record Body(
            @Nullable String brand,
            @Nullable String name,
            @Nullable List<String> managers) {}

    /** Creates, or leaves an identical one alone; changes one for who names its version in {@code If-Match}. */
    @PutMapping("/{id}")
    ResponseEntity<Json> put(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        var isNew = lines.find(id).isEmpty();
        var name = Objects.requireNonNullElse(body.name(), "");
        var brand = Objects.requireNonNullElse(body.brand(), "");
        var managers = Objects.requireNonNullElse(body.managers(), List.<String>of());
        var version = acts.define(id, brand, name, managers, version(ifMatch));
        return ResponseEntity.status(isNew ? 201 : 200)
                .eTag(Long.toString(version))
                .body(new Json(
                        id,
                        brand,
                        name.strip(),
                        managers.stream().distinct().sorted().toList(),
                        version));
    }

    private static @Nullable Long version(@Nullable String ifMatch) {
        try {
            return ifMatch == null
                    ? null
                    : Long.valueOf(ifMatch.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException e) {
            throw new InvalidInput("If-Match", "version");
        }
    }

    @GetMapping
    Listing<Json> list(@RequestParam(required = false) @Nullable String brand) {
        return new Listing<>(
                lines.list(access.brands(Action.READ_MEMBERS), brand).stream()
                        .map(Json::of)
                        .toList(),
                null);
    }

    @GetMapping("/{id}")
    ResponseEntity<Json> get(@PathVariable String id) {
        var line = lines.find(id)
                .filter(found -> access.brands(Action.READ_MEMBERS).contains(found.brandId()))
                .orElseThrow(() -> new NotFound("product-line", id));
        return ResponseEntity.ok().eTag(Long.toString(line.version())).body(Json.of(line));
    }
}
