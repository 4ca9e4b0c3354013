package org.parvis.listening.mention;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.Leaning;
import org.parvis.listening.classification.Classification;

class CorrectionPropertyTest {

    @Provide
    Arbitrary<Correction> corrections() {
        return Combinators.combine(
                        Arbitraries.of(Leaning.class).injectNull(0.3),
                        Arbitraries.of(Intent.class).injectNull(0.3))
                .as(Correction::new);
    }

    @Provide
    Arbitrary<Reading> readings() {
        return Combinators.combine(
                        Arbitraries.doubles().between(-1, 1),
                        Arbitraries.of(Intent.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((tone, intent, unsure, corrected, settled) ->
                        new Reading("fr", tone, intent, unsure, corrected, settled));
    }

    @Property
    void whatWasSaidIsSoAndNeedsNotBeSaidAgain(
            @ForAll("corrections") Correction correction, @ForAll("readings") Reading reading) {
        var after = correction.agreesWith(reading)
                ? reading.confirmed()
                : reading.corrected(null, correction.toneFor(reading), correction.intentFor(reading));
        assertThat(correction.isSaidOf(after)).isTrue();
        assertThat(after.unsure()).isFalse();
        assertThat(after.language()).isEqualTo("fr");
    }

    @Property
    void everyToneIsOnOneSideAndSoIsWhatAPersonMeans(@ForAll("readings") Reading reading) {
        assertThat(Leaning.values())
                .filteredOn(side -> Classification.leans(reading.tone(), side))
                .hasSize(1);
        assertThat(Leaning.values()).allMatch(side -> Classification.leans(Classification.towards(side), side));
    }
}
