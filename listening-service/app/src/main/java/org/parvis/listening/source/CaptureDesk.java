package org.parvis.listening.source;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.connector.ManualConnector;
import org.parvis.listening.connector.SourceSettings;
import org.parvis.listening.mention.MentionIntake;
import org.parvis.listening.source.SourceCommand.ConnectSource;
import org.parvis.listening.topic.Topics;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Carrying a message over by hand. Whoever may say what a mention is may also bring one. */
@Component
class CaptureDesk {

    private static final Actor ACTOR = Actor.automation("listening.source.by-hand");
    private static final Duration NEVER_ASKED = Duration.ofDays(1);

    private final Sources sources;
    private final SourceDesk desk;
    private final Connectors connectors;
    private final MentionIntake intake;
    private final Topics topics;
    private final BrandDirectory brands;
    private final Commands commands;
    private final Access access;
    private final MessageSource messages;
    private final Clock clock;

    CaptureDesk(
            Sources sources,
            SourceDesk desk,
            Connectors connectors,
            MentionIntake intake,
            Topics topics,
            BrandDirectory brands,
            Commands commands,
            Access access,
            MessageSource messages,
            Clock clock) {
        this.sources = sources;
        this.desk = desk;
        this.connectors = connectors;
        this.intake = intake;
        this.topics = topics;
        this.brands = brands;
        this.commands = commands;
        this.access = access;
        this.messages = messages;
        this.clock = clock;
    }

    /** @throws InvalidInput also when it matches no topic and none was chosen: nothing a person carries over is dropped without a word */
    MentionIntake.Result take(Capture capture) {
        var brandId = capture.brandId();
        access.require(Action.CORRECT_MENTION, brandId);
        var item = capture.item(CurrentActor.require().zone(), clock);
        var topic = capture.chosenTopic().orElse(null);
        if (topic != null && !topics.isOfBrand(topic, brandId)) {
            throw new InvalidInput("topic", "capture.topic");
        }
        var source = sources.byHand(brandId).orElseGet(() -> place(brandId));
        var settings = new SourceSettings(source.settings());
        var scope = connectors.of(source.connector()).scope(settings, item.remoteId());
        var origin = new MentionIntake.Origin(
                brandId, source.sourceId(), source.connector(), SourcePoller.ownHandles(source), false);
        var result = intake.takeOne(origin, item.within(scope), topic, CurrentActor.require());
        if (result.outcome() == MentionIntake.Outcome.NO_TOPIC) {
            throw new InvalidInput("topic", "capture.no-topic");
        }
        return result;
    }

    /** Where a brand's people carry things over to; it is there with the first of them. */
    private Sources.Item place(String brandId) {
        var language = brands.find(brandId)
                .flatMap(brand -> brand.languages().stream().findFirst())
                .orElse("en");
        var name = messages.getMessage("listening.capture.source", null, Locale.of(language));
        var command = new ConnectSource(Ids.next(), brandId, ManualConnector.KIND, name, Map.of(), NEVER_ASKED);
        commands.send(command, ACTOR, null);
        sources.wake(command.sourceId(), clock.instant());
        desk.untilShown(command.sourceId());
        return sources.find(command.sourceId())
                .orElseThrow(() -> new IllegalStateException("The new source is not in the read model yet"));
    }
}
