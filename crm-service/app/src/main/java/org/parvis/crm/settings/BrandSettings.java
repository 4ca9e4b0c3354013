package org.parvis.crm.settings;

import static org.parvis.crm.settings.BrandSettingsRefusal.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.parvis.crm.api.AnswerTargetSet;
import org.parvis.crm.api.BrandSettingsEvent;
import org.parvis.crm.api.Telling;
import org.parvis.crm.api.TellingTextSet;

/** How one brand answers. */
@SuppressWarnings("NullAway.Init")
final class BrandSettings {

    static final int LONGEST_TARGET = 7 * 24 * 60;
    static final int LONGEST_TEXT = 1_000;
    static final List<String> LANGUAGES = List.of("en", "fr");

    @AggregateIdentifier
    private String brandId;

    private int targetMinutes;
    private final Map<String, String> texts = new HashMap<>();

    BrandSettings() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ChangeBrandSettings command) {
        var changes = new ArrayList<BrandSettingsEvent>();
        var minutes = command.answerMinutes();
        if (minutes != null && minutes != targetMinutes) {
            changes.add(target(command.brandId(), minutes));
        }
        for (var text : command.texts()) {
            if (!text.text().strip().equals(texts.get(key(text.telling(), text.language())))) {
                changes.add(telling(command.brandId(), text));
            }
        }
        changes.forEach(AggregateLifecycle::apply);
    }

    private static AnswerTargetSet target(String brand, int minutes) {
        require(minutes >= 1 && minutes <= LONGEST_TARGET, TARGET_OUT_OF_RANGE, brand, Map.of("most", LONGEST_TARGET));
        return new AnswerTargetSet(brand, minutes);
    }

    private static TellingTextSet telling(String brand, ChangeBrandSettings.TellingText wanted) {
        var text = wanted.text().strip();
        require(LANGUAGES.contains(wanted.language()), LANGUAGE_UNKNOWN, brand, Map.of());
        require(!text.isEmpty(), TELLING_TEXT_EMPTY, brand, Map.of());
        require(text.length() <= LONGEST_TEXT, TELLING_TEXT_TOO_LONG, brand, Map.of("longest", LONGEST_TEXT));
        var unknown = TellingWords.unknownPlace(text);
        require(unknown.isEmpty(), TELLING_PLACE_UNKNOWN, brand, Map.of("place", unknown.orElse("")));
        require(text.contains(TellingWords.SUMMARY), TELLING_SUMMARY_MISSING, brand, Map.of());
        return new TellingTextSet(brand, wanted.telling(), wanted.language(), text);
    }

    private static String key(Telling telling, String language) {
        return telling + "." + language;
    }

    @EventSourcingHandler
    void evolve(BrandSettingsEvent event) {
        brandId = event.brandId();
        switch (event) {
            case AnswerTargetSet target -> targetMinutes = target.minutes();
            case TellingTextSet set -> texts.put(key(set.telling(), set.language()), set.text());
        }
    }

    private static void require(
            boolean holds, BrandSettingsRefusal otherwise, String brandId, Map<String, Object> details) {
        if (!holds) {
            throw new BrandSettingsRefused(otherwise, brandId, details);
        }
    }
}
