package org.parvis.listening.source;

import static org.parvis.listening.Refusals.refusedBecause;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.SourceChanged;
import org.parvis.listening.api.SourceConnected;
import org.parvis.listening.api.SourceFailed;
import org.parvis.listening.api.SourceHookSecretMade;
import org.parvis.listening.api.SourcePaused;
import org.parvis.listening.api.SourceRecovered;
import org.parvis.listening.api.SourceResumed;
import org.parvis.listening.source.SourceCommand.ConnectSource;
import org.parvis.listening.source.SourceCommand.MakeHookSecret;
import org.parvis.listening.source.SourceCommand.NoticeFailure;
import org.parvis.listening.source.SourceCommand.NoticeRecovery;
import org.parvis.listening.source.SourceCommand.PauseSource;
import org.parvis.listening.source.SourceCommand.ResumeSource;

class SourceTest {

    private static final String BRAND = "helianthe";
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Map<String, String> SETTINGS = Map.of("url", "https://example.org/feed");
    private static final Instant SILENT_SINCE = Instant.parse("2026-11-22T03:00:00Z");
    private static final Instant BACK = Instant.parse("2026-11-22T05:00:00Z");
    private static final SourceConnected CONNECTED = new SourceConnected("s1", BRAND, "FEED", "Press", SETTINGS, EVERY);
    private static final SourceFailed FAILED =
            new SourceFailed("s1", BRAND, "listening.source.NOT_FOUND", "HTTP 404", SILENT_SINCE);

    private final AggregateTestFixture<Source> fixture = new AggregateTestFixture<>(Source.class);

    private static ConnectSource connect(String brand, String connector, String name) {
        return new ConnectSource("s1", brand, connector, name, SETTINGS, EVERY);
    }

    @Test
    void isConnectedOnceAndChangedWhenDescribedOtherwise() {
        fixture.givenNoPriorActivity().when(connect(BRAND, "FEED", "Press")).expectEvents(CONNECTED);
        fixture.given(CONNECTED).when(connect(BRAND, "FEED", "Press")).expectNoEvents();
        fixture.given(CONNECTED)
                .when(connect(BRAND, "FEED", "The press"))
                .expectEvents(new SourceChanged("s1", BRAND, "FEED", "The press", SETTINGS, EVERY));
    }

    @Test
    void aNewSecretOfItsCallsIsOnRecordEachTime() {
        var until = Instant.parse("2026-11-23T05:00:00Z");
        fixture.given(CONNECTED)
                .when(new MakeHookSecret("s1", BRAND, null))
                .expectEvents(new SourceHookSecretMade("s1", BRAND, null));
        fixture.given(CONNECTED, new SourceHookSecretMade("s1", BRAND, null))
                .when(new MakeHookSecret("s1", BRAND, until))
                .expectEvents(new SourceHookSecretMade("s1", BRAND, until));
    }

    @Test
    void keepsItsBrandAndItsConnector() {
        fixture.given(CONNECTED)
                .when(connect("borealis", "FEED", "Press"))
                .expectException(refusedBecause("SOURCE_OF_ANOTHER_BRAND"))
                .expectNoEvents();
        fixture.given(CONNECTED)
                .when(connect(BRAND, "BLUESKY", "Press"))
                .expectException(refusedBecause("CONNECTOR_STAYS"))
                .expectNoEvents();
    }

    @Test
    void rememberingTheFirstFailureOnlyItsGapBeginsWhereItLastAnswered() {
        fixture.given(CONNECTED)
                .when(new NoticeFailure("s1", BRAND, FAILED.code(), FAILED.detail(), SILENT_SINCE))
                .expectEvents(FAILED);
        fixture.given(CONNECTED, FAILED)
                .when(new NoticeFailure("s1", BRAND, "listening.source.SERVER_ERROR", "HTTP 503", BACK))
                .expectNoEvents();
        fixture.given(CONNECTED, FAILED)
                .when(new NoticeRecovery("s1", BRAND, BACK))
                .expectEvents(new SourceRecovered("s1", BRAND, SILENT_SINCE, BACK));
    }

    @Test
    void whatNeverFailedDoesNotRecover() {
        fixture.given(CONNECTED).when(new NoticeRecovery("s1", BRAND, BACK)).expectNoEvents();
    }

    @Test
    void restsAndGoesOn() {
        var paused = new SourcePaused("s1", BRAND);
        fixture.given(CONNECTED).when(new ResumeSource("s1", BRAND)).expectNoEvents();
        fixture.given(CONNECTED).when(new PauseSource("s1", BRAND)).expectEvents(paused);
        fixture.given(CONNECTED, paused).when(new PauseSource("s1", BRAND)).expectNoEvents();
        fixture.given(CONNECTED, paused)
                .when(new ResumeSource("s1", BRAND))
                .expectEvents(new SourceResumed("s1", BRAND));
    }
}
