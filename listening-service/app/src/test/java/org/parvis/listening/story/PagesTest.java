package org.parvis.listening.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static final int SMALL_STACK = 256 * 1024;

    @Test
    void anAddressMayHaveAsManyWordsAsItLikes() throws InterruptedException {
        var address = "https://news.example/word" + "-a".repeat(9_000);
        var found = new AtomicReference<>(Set.<String>of());
        var looking = new Thread(null, () -> found.set(Pages.linked("Look " + address)), "small stack", SMALL_STACK);
        looking.start();
        looking.join();
        assertThat(found.get()).hasSize(1);
    }

    @Test
    void aTitleHasThreeWords() {
        assertThat(Pages.linked("https://news.example/strike-at-helianthe")).hasSize(1);
        assertThat(Pages.linked("https://news.example/about-us https://news.example/"))
                .isEmpty();
    }
}
