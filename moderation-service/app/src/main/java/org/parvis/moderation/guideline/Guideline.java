package org.parvis.moderation.guideline;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.moderation.guideline.GuidelineRefusal.ALREADY_EXISTS_DIFFERENT;
import static org.parvis.moderation.guideline.GuidelineRefusal.CHANGED_MEANWHILE;
import static org.parvis.moderation.guideline.GuidelineRefusal.LANGUAGE_MISSING;
import static org.parvis.moderation.guideline.GuidelineRefusal.NO_SUCH_GUIDELINE;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.GuidelineEvent;
import org.parvis.moderation.api.GuidelinePublished;
import org.parvis.moderation.api.GuidelineWithdrawn;

/** A rule of conduct through its versions. */
class Guideline {

    /** The house speaks both, so a rule that somebody must follow exists in both. */
    static final Set<String> LANGUAGES = Set.of("fr", "en");

    @AggregateIdentifier
    private @Nullable String guidelineId;

    private @Nullable GuidelinePublished current;
    private boolean withdrawn;

    /** @return the version in force */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int decide(PublishGuideline command) {
        requireBothLanguages(command);
        if (current != null && !current.brandId().equals(command.brandId())) {
            throw new GuidelineRefused(ALREADY_EXISTS_DIFFERENT, command.guidelineId(), Map.of());
        }
        var version = current == null ? 0 : current.version();
        if (command.expectedVersion() != null && command.expectedVersion() != version) {
            throw new GuidelineRefused(CHANGED_MEANWHILE, command.guidelineId(), Map.of("current", version));
        }
        var isSame = current != null
                && !withdrawn
                && current.title().equals(command.title())
                && current.text().equals(command.text());
        if (!isSame) {
            apply(new GuidelinePublished(
                    command.guidelineId(), command.brandId(), version + 1, command.title(), command.text()));
        }
        return Objects.requireNonNull(current).version();
    }

    private static void requireBothLanguages(PublishGuideline command) {
        for (var language : LANGUAGES) {
            if (command.title().getOrDefault(language, "").isBlank()
                    || command.text().getOrDefault(language, "").isBlank()) {
                throw new GuidelineRefused(LANGUAGE_MISSING, command.guidelineId(), Map.of("language", language));
            }
        }
    }

    @CommandHandler
    void decide(WithdrawGuideline command) {
        if (current == null || !current.brandId().equals(command.brandId())) {
            throw new GuidelineRefused(NO_SUCH_GUIDELINE, command.guidelineId(), Map.of());
        }
        if (!withdrawn) {
            apply(new GuidelineWithdrawn(command.guidelineId(), command.brandId()));
        }
    }

    @EventSourcingHandler
    void evolve(GuidelineEvent event) {
        guidelineId = event.guidelineId();
        switch (event) {
            case GuidelinePublished e -> {
                current = e;
                withdrawn = false;
            }
            case GuidelineWithdrawn e -> withdrawn = true;
        }
    }
}
