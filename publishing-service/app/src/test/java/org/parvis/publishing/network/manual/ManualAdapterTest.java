package org.parvis.publishing.network.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.testing.ScriptedSite;

/** What can be read at the address a person gives. */
class ManualAdapterTest {

    private static final Account ACCOUNT = new Account("hand", "b", Map.of(), Map.of());
    private static final Message MESSAGE =
            new Message("d1", "L’été : 5 € & plus\n\nÀ bientôt", null, null, "d1", Instant.EPOCH);

    private final ScriptedSite site = new ScriptedSite();
    private Fetcher fetcher;
    private ManualAdapter adapter;

    @BeforeEach
    void open() {
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        adapter = new ManualAdapter(fetcher);
    }

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
    }

    private LookUp read(String path) {
        return adapter.readBack(MESSAGE, ACCOUNT, new Remote("x", site.url() + path));
    }

    @Test
    void sendsNothing() {
        assertThat(adapter.prepare(MESSAGE, ACCOUNT)).isInstanceOf(Preparation.ByHand.class);
    }

    @Test
    void findsTheWordsInAPage() {
        site.answers("GET /it", 200, """
                <html><head><script>var a = "L’été";</script></head><body><nav>Forum</nav>
                <div class="post"><p>L’été&nbsp;: 5 € &amp;\n plus</p><p>À <b>bientôt</b></p></div></body></html>""");
        site.answers("GET /other", 200, "<p>L’été : 5 €</p>");
        site.answers("GET /down", 503, "");
        assertThat(read("/it")).isInstanceOf(LookUp.Found.class);
        assertThat(read("/other")).isInstanceOf(LookUp.Different.class);
        assertThat(read("/gone")).isEqualTo(new LookUp.Absent(0));
        assertThat(read("/down")).isEqualTo(new LookUp.Failed("STATUS_503"));
    }

    @Test
    void readsNothingInside() {
        try (var strict = new Fetcher(FetchPolicy.standard(), Clock.systemUTC())) {
            assertThat(new ManualAdapter(strict).readBack(MESSAGE, ACCOUNT, new Remote("x", site.url() + "/it")))
                    .isInstanceOf(LookUp.Failed.class);
        }
        assertThat(site.calls("GET /it")).isEmpty();
    }
}
