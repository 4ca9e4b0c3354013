package org.parvis.moderation.guideline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.web.ExpectedVersion;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Guidelines for programs. */
@RestController
@RequestMapping("/api/moderation/guidelines")
class GuidelineApiController {

    /** A guideline, and its earlier versions when one is asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String id,
            String brand,
            int version,
            Map<String, String> title,
            Map<String, String> text,
            boolean withdrawn,
            String changedBy,
            Instant changedAt,
            @Nullable List<Answer> versions) {

        static Answer of(GuidelineTexts g, @Nullable List<Answer> versions) {
            return new Answer(
                    g.guidelineId(),
                    g.brandId(),
                    g.version(),
                    g.title(),
                    g.text(),
                    g.withdrawn(),
                    g.changedBy(),
                    g.changedAt(),
                    versions);
        }
    }

    private final Access access;
    private final Reading reading;
    private final Commands commands;
    private final Guidelines guidelines;

    GuidelineApiController(Access access, Reading reading, Commands commands, Guidelines guidelines) {
        this.access = access;
        this.reading = reading;
        this.commands = commands;
        this.guidelines = guidelines;
    }

    @GetMapping
    Listing<Answer> list(@RequestParam(defaultValue = "") String brand, PageRequest page) {
        var listing = guidelines.of(reading.rules(), brand, page);
        return new Listing<>(
                listing.items().stream().map(g -> Answer.of(g, null)).toList(), listing.next());
    }

    @GetMapping("/{id}")
    ResponseEntity<Answer> one(@PathVariable String id) {
        return answer(require(id));
    }

    @PutMapping("/{id}")
    ResponseEntity<Answer> publish(
            @PathVariable String id,
            @RequestBody GuidelineForm form,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        var brand = form.requireBrand();
        access.require(Action.MANAGE_POLICY, brand);
        var version =
                (@Nullable Integer) commands.send(form.command(Ids.requireValid(id), ExpectedVersion.of(ifMatch)));
        Shown.soon(() -> guidelines
                .find(id)
                .filter(g -> version == null || g.version() >= version)
                .isPresent());
        return answer(require(id));
    }

    @PostMapping("/{id}/withdraw")
    ResponseEntity<Answer> withdraw(@PathVariable String id) {
        var guideline = require(id);
        access.require(Action.MANAGE_POLICY, guideline.brandId(), null, "guideline:" + id);
        commands.send(new WithdrawGuideline(id, guideline.brandId()));
        Shown.soon(() -> require(id).withdrawn());
        return answer(require(id));
    }

    private GuidelineTexts require(String id) {
        var guideline = guidelines.find(Ids.requireValid(id)).orElseThrow(() -> new NotFound("guideline", id));
        reading.requireRules(guideline.brandId(), "guideline:" + id);
        return guideline;
    }

    private ResponseEntity<Answer> answer(GuidelineTexts guideline) {
        var versions = guidelines.versions(guideline).stream()
                .map(v -> Answer.of(v, null))
                .toList();
        return ResponseEntity.ok().eTag(Integer.toString(guideline.version())).body(Answer.of(guideline, versions));
    }
}
