package org.parvis.listening.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.listening.connector.Credentials;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sources for programs. */
@RestController
@RequestMapping("/api/listening/sources")
class SourceController {

    private final SourceDesk desk;
    private final Sources sources;
    private final Connectors connectors;
    private final Trials trials;
    private final Access access;
    private final Clock clock;
    private final MessageSource messages;

    SourceController(
            SourceDesk desk,
            Sources sources,
            Connectors connectors,
            Trials trials,
            Access access,
            Clock clock,
            MessageSource messages) {
        this.desk = desk;
        this.sources = sources;
        this.connectors = connectors;
        this.trials = trials;
        this.access = access;
        this.clock = clock;
        this.messages = messages;
    }

    /**
     * How a source does.
     *
     * @param lag how long ago the source last answered; null when it never did
     * @param lastError what is wrong and what to do, in the reader's language; null while it answers
     */
    record Health(
            Sources.Item source,
            @Nullable Duration lag,
            @Nullable String lastError,
            List<Sources.Gap> gaps,
            Instant asOf) {}

    @GetMapping
    Listing<Sources.Item> list(PageRequest page) {
        return sources.page(desk.readable(), page);
    }

    @GetMapping("/{id}")
    Health one(@PathVariable String id, Locale locale) {
        var source = desk.requireReadable(id);
        var now = clock.instant();
        var last = source.lastSuccessAt();
        var code = source.failureCode();
        return new Health(
                source,
                last == null ? null : Duration.between(last, now),
                code == null ? null : messages.getMessage(code, null, code, locale),
                sources.gaps(id),
                now);
    }

    @PutMapping("/{id}")
    ResponseEntity<Map<String, String>> connect(@PathVariable String id, @RequestBody SourceForm form) {
        Ids.requireValid(id);
        var isNew = desk.connect(id, form);
        return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK).body(Map.of("id", id));
    }

    /** What would come in from a source that is not connected; nothing of it is kept. */
    @PostMapping("/trial")
    Trials.Trial tryOut(@RequestBody SourceForm form, Locale locale) {
        access.require(Action.MANAGE_SOURCES, form.brandId());
        var trial =
                trials.of(form.unnamed().command(Ids.next(), connectors, settings -> Credentials.NONE), form.given());
        var code = trial.code();
        return code == null
                ? trial
                : new Trials.Trial(List.of(), 0, 0, code, messages.getMessage(code, null, code, locale));
    }

    @PostMapping("/{id}/fetch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void fetch(@PathVariable String id) {
        desk.fetch(id);
    }

    @PostMapping("/{id}/pause")
    void pause(@PathVariable String id) {
        desk.pause(id);
    }

    @PostMapping("/{id}/resume")
    void resume(@PathVariable String id) {
        desk.resume(id);
    }
}
