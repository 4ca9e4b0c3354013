package org.parvis.listening.story;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.StorableTime;
import org.parvis.identity.rights.Action;
import org.parvis.listening.mention.MentionFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stories for programs. */
@RestController
class StoryController {

    private static final int DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final Stories stories;
    private final StoryDesk desk;
    private final Access access;
    private final Clock clock;

    StoryController(Stories stories, StoryDesk desk, Access access, Clock clock) {
        this.stories = stories;
        this.desk = desk;
        this.access = access;
        this.clock = clock;
    }

    /** @param atLeast so many messages tell it; two leave out what nobody repeated */
    @GetMapping("/api/listening/stories")
    Listing<Stories.Item> list(
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String intent,
            @RequestParam(required = false) @Nullable String tone,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "1") int atLeast,
            PageRequest page) {
        return stories.list(access.brands(Action.READ_MENTIONS), filter(brand, topic, intent, tone, q), atLeast, page);
    }

    private MentionFilter filter(
            @Nullable String brand,
            @Nullable String topic,
            @Nullable String intent,
            @Nullable String tone,
            @Nullable String q) {
        if (brand != null && !brand.isBlank()) {
            access.require(Action.READ_MENTIONS, brand);
        }
        return MentionFilter.of(brand, topic, intent, tone, q, false);
    }

    /** What was said, counted both ways, by day (UTC). */
    record Counts(long messages, List<Stories.Day> days) {}

    /** @param from the first day; thirty days before the last when it is left out */
    @GetMapping("/api/listening/stories/counts")
    Counts counts(
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String intent,
            @RequestParam(required = false) @Nullable String tone,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var last = day("to", to, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var first = day("from", from, last.minusDays(DAYS - 1));
        if (first.isAfter(last) || first.isBefore(last.minusDays(MOST_DAYS))) {
            throw new InvalidInput("from", "days", MOST_DAYS);
        }
        var days = stories.days(
                access.brands(Action.READ_MENTIONS),
                filter(brand, topic, intent, tone, q),
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        return new Counts(days.stream().mapToLong(Stories.Day::messages).sum(), days);
    }

    private static LocalDate day(String field, @Nullable String text, LocalDate usual) {
        try {
            var day = text == null || text.isBlank() ? usual : LocalDate.parse(text);
            StorableTime.require(field, day.atStartOfDay(ZoneOffset.UTC).toInstant());
            return day;
        } catch (DateTimeParseException e) {
            throw new InvalidInput(field, "day");
        }
    }

    @GetMapping("/api/listening/stories/{id}")
    Stories.Item one(@PathVariable String id) {
        return desk.require(id, Action.READ_MENTIONS);
    }

    /** Its messages, in the order in which it was told. */
    @GetMapping("/api/listening/stories/{id}/mentions")
    Listing<Stories.Member> members(@PathVariable String id, PageRequest page) {
        return stories.members(desk.require(id, Action.READ_MENTIONS).id(), page);
    }

    /** @param into the story that both are from now on */
    record Merging(@Nullable String into) {}

    @PostMapping("/api/listening/stories/{id}/merge")
    Stories.Item merge(@PathVariable String id, @RequestBody Merging merging) {
        return desk.merge(id, merging.into());
    }

    /** Takes a merging back. */
    @PostMapping("/api/listening/stories/{id}/part")
    Stories.Item part(@PathVariable String id) {
        return desk.part(id);
    }

    /** The story a mention is told in. */
    @GetMapping("/api/listening/mentions/{id}/story")
    Stories.Item ofMention(@PathVariable String id) {
        return desk.requireOfMention(id, Action.READ_MENTIONS);
    }

    /** @param story where it belongs; left out, the mention is taken out into a story of its own */
    record Placing(@Nullable String story) {}

    @PostMapping("/api/listening/mentions/{id}/story")
    Stories.Item place(@PathVariable String id, @RequestBody Placing placing) {
        return desk.place(id, placing.story());
    }
}
