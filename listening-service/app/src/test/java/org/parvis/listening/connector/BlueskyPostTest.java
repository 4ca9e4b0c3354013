package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.Json;
import org.parvis.listening.PublicData;

/** Reads posts that real people wrote and real servers answered with. */
class BlueskyPostTest {

    @Test
    void readsAPostOutOfARecordedThread() throws IOException {
        var file = PublicData.folder("api/bluesky")
                .resolve("tests/test_atproto_client/models/test_data/thread_view_post_with_embed_media.json");
        var view = Json.read(Body.of(Files.readString(file))).path("thread").path("post");

        var item = BlueskyPost.ofView(view).orElseThrow().collected();

        assertThat(item.author())
                .isEqualTo(new Author("did:plc:kvwvcn5iqfooopmyzvb4qzba", "test.marshal.dev", "Python SDK"));
        assertThat(item.permalink()).isEqualTo("https://bsky.app/profile/test.marshal.dev/post/3kaheyt6vpc22");
        assertThat(item.threadRemoteId()).isEqualTo(item.remoteId());
        assertThat(item.text()).as("a picture without words").isEmpty();
    }

    @Test
    void readsPostsOutOfTheStreamOfTheNetwork() throws IOException {
        var lines = Files.readAllLines(PublicData.folder("api/bluesky").resolve("jetstream_real_events.ndjson"));
        int posts = 0;
        for (var line : lines) {
            var event = Json.read(Body.of(line));
            var commit = event.path("commit");
            var isPost = Json.text(commit, "collection").equals("app.bsky.feed.post")
                    && Json.text(commit, "operation").equals("create");
            var uri = "at://" + Json.text(event, "did") + "/" + Json.text(commit, "collection") + "/"
                    + Json.text(commit, "rkey");
            var seen = Instant.ofEpochMilli(event.path("time_us").asLong() / 1000);
            var post = BlueskyPost.of(uri, "", "", commit.path("record"), Optional.of(seen));

            assertThat(post.isPresent()).as(line).isEqualTo(isPost);
            if (isPost) {
                posts++;
                var item = post.orElseThrow().collected();
                assertThat(item.publishedAt()).isBeforeOrEqualTo(seen);
                assertThat(item.author().handle())
                        .as("without a handle the id has to do")
                        .startsWith("did:plc:");
                assertThat(item.threadRemoteId()).startsWith("at://did:plc:");
                assertThat(item.parentRemoteId().isPresent())
                        .isEqualTo(commit.path("record").has("reply"));
            }
        }
        assertThat(posts).isEqualTo(4);
    }
}
