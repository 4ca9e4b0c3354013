package org.parvis.listening.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.Connector;
import org.parvis.listening.connector.ManualConnector;
import org.parvis.listening.connector.NetworkScript;
import org.parvis.listening.connector.WebhookConnector;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.support.StaticMessageSource;

/** Whatever people can set up has passed the suite of {@code ConnectorConformanceTest}. */
class EveryConnectorConformsTest {

    @Test
    void everyConnectorThatIsOfferedHasAScript() {
        try (var fetcher = new Fetcher(FetchPolicy.standard(), Clock.systemUTC())) {
            var offered = new SourceConfiguration(new StaticMessageSource())
                    .connectors(
                            fetcher,
                            fetcher,
                            "http://127.0.0.1:1",
                            Clock.systemUTC(),
                            new StaticListableBeanFactory().getBeanProvider(Connector.class))
                    .kinds();
            // By hand nothing is asked, and a webhook calls of itself.
            var tried = Stream.concat(
                    Stream.of(ManualConnector.KIND, WebhookConnector.KIND),
                    Arrays.stream(NetworkScript.values())
                            .map(NetworkScript::kind)
                            .distinct());
            assertThat(offered).containsExactlyInAnyOrderElementsOf(tried.toList());
        }
    }
}
