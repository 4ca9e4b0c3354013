package org.parvis.listening.mention;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.parvis.boot.Brands;
import org.parvis.listening.api.Intent;
import org.parvis.listening.topic.Topics;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the listening room can be narrowed to, whether it is read by message or by story. */
@Component
public class RoomChoices {

    /** The choices of one reader. */
    public record Offered(List<Option> topics, List<Option> intents, List<Option> tones) {}

    private final Topics topics;
    private final MessageSource messages;

    RoomChoices(Topics topics, MessageSource messages) {
        this.topics = topics;
        this.messages = messages;
    }

    public Offered of(Brands brands, Locale locale) {
        return new Offered(
                topics.options(brands),
                intents(locale),
                options("listening.tone.", Stream.of("negative", "neutral", "positive"), locale));
    }

    List<Option> intents(Locale locale) {
        return options("shell.intent.", Arrays.stream(Intent.values()).map(Enum::name), locale);
    }

    private List<Option> options(String prefix, Stream<String> values, Locale locale) {
        return values.map(value -> new Option(value, messages.getMessage(prefix + value, null, locale)))
                .toList();
    }
}
