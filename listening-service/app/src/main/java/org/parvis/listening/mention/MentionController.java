package org.parvis.listening.mention;

import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.listening.mention.MentionCommand.ConfirmReading;
import org.parvis.listening.mention.MentionCommand.CorrectMention;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Mentions for programs. */
@RestController
@RequestMapping("/api/listening/mentions")
class MentionController {

    private final Mentions mentions;
    private final Commands commands;
    private final Access access;

    MentionController(Mentions mentions, Commands commands, Access access) {
        this.mentions = mentions;
        this.commands = commands;
        this.access = access;
    }

    @GetMapping
    Listing<Mentions.Item> list(
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String intent,
            @RequestParam(required = false) @Nullable String tone,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "false") boolean unsure,
            PageRequest page) {
        if (brand != null && !brand.isBlank()) {
            access.require(Action.READ_MENTIONS, brand);
        }
        return mentions.list(
                access.brands(Action.READ_MENTIONS), MentionFilter.of(brand, topic, intent, tone, q, unsure), page);
    }

    @GetMapping("/{id}")
    Mentions.Item one(@PathVariable String id) {
        return require(id, Action.READ_MENTIONS);
    }

    /** What a person says it is; a part that is left out stays. */
    record Form(
            @Nullable String language,
            @Nullable Double tone,
            @Nullable String intent) {}

    @PostMapping("/{id}/correct")
    void correct(@PathVariable String id, @RequestBody Form form) {
        var mention = require(id, Action.CORRECT_MENTION);
        commands.send(correction(mention, form.language(), form.tone(), form.intent()));
    }

    /** The reading is right; said once, it stays said. */
    @PostMapping("/{id}/confirm")
    void confirm(@PathVariable String id) {
        var mention = require(id, Action.CORRECT_MENTION);
        commands.send(new ConfirmReading(mention.mentionId(), mention.brandId()));
    }

    static CorrectMention correction(
            Mentions.Item mention, @Nullable String language, @Nullable Double tone, @Nullable String intent) {
        if (language != null && !language.matches("[a-z]{2,3}")) {
            throw new InvalidInput("language", "language");
        }
        if (tone != null && (tone.isNaN() || tone < -1 || tone > 1)) {
            throw new InvalidInput("tone", "tone-number");
        }
        return new CorrectMention(mention.mentionId(), mention.brandId(), language, tone, Correction.intent(intent));
    }

    private Mentions.Item require(String id, Action action) {
        var mention = mentions.find(id).orElseThrow(() -> new NotFound("mention", id));
        access.require(action, mention.brandId(), null, "mention:" + id);
        return mention;
    }
}
