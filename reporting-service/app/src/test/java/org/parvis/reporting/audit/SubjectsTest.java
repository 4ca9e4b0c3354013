package org.parvis.reporting.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.listening.api.MentionJoinedStory;
import org.parvis.listening.api.SourcePaused;
import org.parvis.listening.api.StoryLikeness;

class SubjectsTest {

    @Test
    void namesWhatAnEntryIsAboutByTheKindsOfItsIds() {
        assertThat(Subjects.of(new MentionJoinedStory("m-2", "helianthe", "s-1", "m-1", StoryLikeness.PAGE, 1)))
                .containsExactly("mention:m-2", "story:s-1", "mention:m-1");
    }

    /** Nearly every entry names its brand, and no story asks which: that of a brand is told by its own stream. */
    @Test
    void namesABrandOrASourceOnlyWhereThereIsNothingElse() {
        assertThat(Subjects.of(new SourcePaused("forum", "helianthe"))).containsExactly("source:forum");
        assertThat(Subjects.of(new BrandRegistered("helianthe", "Hélianthe", "FR", List.of("fr"), "Europe/Paris")))
                .containsExactly("brand:helianthe");
    }
}
