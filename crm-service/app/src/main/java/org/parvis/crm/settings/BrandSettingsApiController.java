package org.parvis.crm.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.InvalidInput;
import org.parvis.crm.api.Telling;
import org.parvis.crm.settings.ChangeBrandSettings.TellingText;
import org.parvis.identity.rights.Action;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a brand settled, for programs: {@code answerMinutes}, and texts by {@code SHIPPED.fr} and the like. */
@RestController
@RequestMapping("/api/crm/settings/{brand}")
class BrandSettingsApiController {

    private final Settings settings;
    private final Commands commands;
    private final Access access;

    BrandSettingsApiController(Settings settings, Commands commands, Access access) {
        this.settings = settings;
        this.commands = commands;
        this.access = access;
    }

    record Json(@Nullable Integer answerMinutes, @Nullable Map<String, String> texts) {}

    @GetMapping
    Json get(@PathVariable String brand) {
        access.require(Action.READ_MEMBERS, brand);
        var texts = new TreeMap<String, String>();
        for (var telling : Telling.values()) {
            BrandSettings.LANGUAGES.forEach(language ->
                    texts.put(Settings.key(telling, language), settings.tellingText(brand, telling, language)));
        }
        return new Json(settings.targetMinutes(brand), texts);
    }

    /** Sets what is given and leaves the rest. */
    @PutMapping
    void put(@PathVariable String brand, @RequestBody Json body) {
        access.require(Action.MANAGE_PRODUCT_LINES, brand);
        var texts = Objects.requireNonNullElse(body.texts(), Map.<String, String>of()).entrySet().stream()
                .map(entry -> tellingText(entry.getKey(), entry.getValue()))
                .toList();
        commands.send(new ChangeBrandSettings(brand, body.answerMinutes(), texts));
    }

    private static TellingText tellingText(String key, String text) {
        var dot = key.indexOf('.');
        if (dot < 0) {
            throw new InvalidInput("texts", "telling-key", key);
        }
        return new TellingText(telling(key.substring(0, dot)), key.substring(dot + 1), text);
    }

    private static Telling telling(String name) {
        try {
            return Telling.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("texts", "telling-key", name);
        }
    }
}
