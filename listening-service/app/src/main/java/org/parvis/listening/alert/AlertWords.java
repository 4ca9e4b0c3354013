package org.parvis.listening.alert;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.parvis.boot.BrandDirectory;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.topic.Topics;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says an alert in words: what it is about, how much was seen, how much is usual. */
@Component
public class AlertWords {

    private final MessageSource messages;
    private final Topics topics;
    private final BrandDirectory brands;

    AlertWords(MessageSource messages, Topics topics, BrandDirectory brands) {
        this.messages = messages;
        this.topics = topics;
        this.brands = brands;
    }

    /** The topic of an alert, or the brand when it concerns all that is said about it. */
    String subject(SeriesKey key) {
        return key.topicId() == null
                ? brands.name(key.brandId())
                : topics.names(List.of(key.topic())).getOrDefault(key.topic(), key.topic());
    }

    /** One line: the first alert of an incident. */
    public String title(Incidents.Item incident, Locale locale) {
        var alert = incident.first();
        return title(subject(new SeriesKey(incident.brandId(), alert.topicId())), alert, locale);
    }

    String title(String subject, Incidents.Alert alert, Locale locale) {
        return title(subject, alert.signal(), alert.observed(), alert.expected(), locale);
    }

    /** The same of something that a rule would have told. */
    String title(String subject, AlertTrial.Ring ring, Locale locale) {
        return title(subject, ring.signal(), ring.observed(), ring.expected(), locale);
    }

    private String title(String subject, AlertSignal signal, double observed, double expected, Locale locale) {
        return text(
                "listening.alert.title." + signal, locale, subject, shown(signal, observed), shown(signal, expected));
    }

    /** The whole sentence, with threshold, effect and chance. */
    String sentence(String subject, Incidents.Alert alert, Locale locale) {
        return text(
                "listening.alert.sentence." + alert.signal(),
                locale,
                subject,
                shown(alert.signal(), alert.observed()),
                shown(alert.signal(), alert.expected()),
                Math.ceil(alert.signal() == AlertSignal.NEGATIVE_SHARE ? alert.threshold() * 100 : alert.threshold()),
                alert.effect());
    }

    /** Shares as per cent, everything else as it is; nobody says 2.4 mentions. */
    static double shown(AlertSignal signal, double value) {
        return signal == AlertSignal.NEGATIVE_SHARE ? Math.round(value * 100) : Math.round(value);
    }

    String text(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(messages.getMessage(key, arguments, locale));
    }
}
