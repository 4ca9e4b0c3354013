package org.parvis.moderation.review;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.BrandDirectory;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.guideline.Guidelines;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.policy.Policies;
import org.parvis.moderation.policy.PolicyWords;
import org.parvis.moderation.review.queue.ReviewRow;
import org.parvis.moderation.review.queue.ReviewState;
import org.parvis.moderation.review.queue.Reviews;
import org.parvis.moderation.review.view.ReviewView;
import org.parvis.moderation.review.view.TextFacts;
import org.parvis.moderation.review.view.WordDiff;
import org.parvis.moderation.thread.Channels;
import org.parvis.web.view.Dates;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Sets the stage for one reader: everything the two panes say. */
@Component
class Stages {

    private final ReviewDesk desk;
    private final Reviews reviews;
    private final Policies policies;
    private final PolicyWords words;
    private final Guidelines guidelines;
    private final Channels channels;
    private final Members members;
    private final BrandDirectory brands;
    private final QueueItems titles;
    private final ReviewSettings settings;
    private final MessageSource messages;
    private final Clock clock;

    Stages(
            ReviewDesk desk,
            Reviews reviews,
            Policies policies,
            PolicyWords words,
            Guidelines guidelines,
            Channels channels,
            Members members,
            BrandDirectory brands,
            QueueItems titles,
            ReviewSettings settings,
            MessageSource messages,
            Clock clock) {
        this.desk = desk;
        this.reviews = reviews;
        this.policies = policies;
        this.words = words;
        this.guidelines = guidelines;
        this.channels = channels;
        this.members = members;
        this.brands = brands;
        this.titles = titles;
        this.settings = settings;
        this.messages = messages;
        this.clock = clock;
    }

    Stage of(ReviewRow row, Actor actor, @Nullable String next, Stage.Form form, Locale locale) {
        var earlier = reviews.lastSeenBefore(row, actor.id());
        var view = desk.show(row, actor);
        var decider = row.decidedBy();
        var edited = row.decidedText();
        var cited = row.guidelineId() == null
                ? null
                : guidelines.find(row.guidelineId()).orElse(null);
        return new Stage(
                view,
                title(view, locale),
                members.nameOf(row.authorId()),
                brands.name(row.brandId()),
                reasons(row, locale),
                policySince(row, actor, locale),
                earlier.map(ReviewRow::revision).orElse(0),
                earlier.map(old -> WordDiff.between(old.text(), row.text())).orElse(List.of()),
                edited == null ? List.of() : WordDiff.between(row.text(), edited),
                texts(view),
                TextFacts.of(row.text()),
                channels.stopOn(row.channelId(), row.brandId()).orElse(null),
                row.isOpen() ? settings.clock(row, clock.instant()) : null,
                may(row, actor),
                options(row, locale),
                cited,
                cited == null ? null : cited.titleIn(locale),
                decider == null ? null : members.nameOf(decider),
                seen(row),
                next,
                form);
    }

    private String title(ReviewView view, Locale locale) {
        var post = view.post();
        return post != null ? post.title() : titles.title(view.addressee(), locale);
    }

    private List<Stage.ReasonLine> reasons(ReviewRow row, Locale locale) {
        return row.reasons().stream()
                .map(reason -> new Stage.ReasonLine(icon(reason.rule()), words.reason(reason, row.brandId(), locale)))
                .toList();
    }

    private static String icon(String rule) {
        return switch (rule) {
            case "PROMISES_DELAY_OR_MONEY" -> "clock";
            case "WORDS" -> "quote";
            case "AUTHOR_ROLE" -> "user";
            default -> "shield-exclamation";
        };
    }

    private String policySince(ReviewRow row, Actor actor, Locale locale) {
        var policy = policies.of(row.brandId(), row.policyVersion());
        if (policy.adoptedAt() == null || policy.adoptedBy() == null) {
            return text("policy.first", locale);
        }
        var since =
                Dates.write("d MMM yyyy, HH:mm z", locale, policy.adoptedAt().atZone(actor.zone()));
        return text(
                "policy.since", locale, Integer.toString(policy.version()), since, members.nameOf(policy.adoptedBy()));
    }

    private List<Stage.TextLine> texts(ReviewView view) {
        var post = view.post();
        var row = view.review();
        if (post == null) {
            var channel = view.channel();
            return List.of(new Stage.TextLine(channel.name(), channel.icon(), channel.networkName(), null, row.text()));
        }
        return post.variants().stream()
                .map(variant -> {
                    var channel = channels.get(variant.channelId(), row.brandId());
                    return new Stage.TextLine(
                            channel.name(), channel.icon(), channel.networkName(), variant.language(), variant.text());
                })
                .toList();
    }

    private Stage.May may(ReviewRow row, Actor actor) {
        if (!row.isOpen()) {
            return Stage.May.READ;
        }
        if (row.isWrittenBy(actor.id())) {
            return Stage.May.WROTE_IT;
        }
        return desk.mayApprove(row) ? Stage.May.JUDGE : Stage.May.READ;
    }

    private List<Option> options(ReviewRow row, Locale locale) {
        return Stream.concat(
                        Stream.of(new Option("", text("review.chooseGuideline", locale))),
                        guidelines.inForce(row.brandId(), locale).stream()
                                .map(g -> new Option(g.guidelineId(), g.guidelineId() + " " + g.title())))
                .toList();
    }

    private List<Stage.SeenLine> seen(ReviewRow row) {
        if (row.state() == ReviewState.OPEN) {
            return List.of();
        }
        return reviews.seenBy(row.reviewId()).stream()
                .map(seen -> new Stage.SeenLine(
                        members.nameOf(seen.memberId()), seen.messages(), seen.at(), seen.viewHash()))
                .toList();
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage("moderation." + key, arguments, locale);
    }
}
