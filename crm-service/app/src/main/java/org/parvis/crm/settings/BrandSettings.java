package org.parvis.crm.settings;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.crm.settings.BrandSettingsRefusal.*;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.parvis.crm.api.AnswerTargetSet;
import org.parvis.crm.api.BrandSettingsEvent;
import org.parvis.crm.api.TellingTextSet;

/** How one brand answers. */
@SuppressWarnings("NullAway.Init")
final class BrandSettings {

    static final int LONGEST_TARGET = 7 * 24 * 60;
    static final int LONGEST_TEXT = 1_000;
    static final Set<String> LANGUAGES = Set.of("en", "fr");

    @AggregateIdentifier
    private String brandId;

    private int targetMinutes;
    private final Map<String, String> texts = new HashMap<>();

    BrandSettings() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(SetAnswerTarget command) {
        var minutes = command.minutes();
        if (minutes == targetMinutes) {
            return;
        }
        require(
                minutes >= 1 && minutes <= LONGEST_TARGET,
                TARGET_OUT_OF_RANGE,
                command.brandId(),
                Map.of("most", LONGEST_TARGET));
        apply(new AnswerTargetSet(command.brandId(), minutes));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(SetTellingText command) {
        var text = command.text().strip();
        var brand = command.brandId();
        if (text.equals(texts.get(command.telling() + command.language()))) {
            return;
        }
        require(LANGUAGES.contains(command.language()), LANGUAGE_UNKNOWN, brand, Map.of());
        require(!text.isEmpty(), TELLING_TEXT_EMPTY, brand, Map.of());
        require(text.length() <= LONGEST_TEXT, TELLING_TEXT_TOO_LONG, brand, Map.of("longest", LONGEST_TEXT));
        var unknown = TellingWords.unknownPlace(text);
        require(unknown.isEmpty(), TELLING_PLACE_UNKNOWN, brand, Map.of("place", unknown.orElse("")));
        require(text.contains(TellingWords.SUMMARY), TELLING_SUMMARY_MISSING, brand, Map.of());
        apply(new TellingTextSet(brand, command.telling(), command.language(), text));
    }

    @EventSourcingHandler
    void evolve(BrandSettingsEvent event) {
        brandId = event.brandId();
        switch (event) {
            case AnswerTargetSet target -> targetMinutes = target.minutes();
            case TellingTextSet set -> texts.put(set.telling() + set.language(), set.text());
        }
    }

    private static void require(
            boolean holds, BrandSettingsRefusal otherwise, String brandId, Map<String, Object> details) {
        if (!holds) {
            throw new BrandSettingsRefused(otherwise, brandId, details);
        }
    }
}
