package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.parvis.identity.rights.Action;

class RightWordsTest {

    private static String sentence(String code, Action action, Locale locale) {
        var words = ResourceBundle.getBundle(
                "i18n.boot", locale, ResourceBundle.Control.getNoFallbackControl(List.of("java.properties")));
        return new MessageFormat(words.getString("problem." + code + ".detail"), locale)
                .format(new Object[] {RightWords.of(words.getString("action." + action), locale)});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "APPROVE | Il faut le droit d’approuver. | This needs the right to approve.",
                "READ_MENTIONS | Il faut le droit de lire les mentions. | This needs the right to read mentions.",
                "ESCALATE | Il faut le droit d’escalader. | This needs the right to escalate.",
                "STOP | Il faut le droit d’arrêter les publications. | This needs the right to stop publishing.",
                "HOLD | Il faut le droit de retenir un envoi. | This needs the right to hold what goes out."
            })
    void saysWhichRightIsMissing(Action action, String french, String english) {
        assertThat(sentence("NO_RIGHT", action, Locale.FRENCH)).startsWith(french);
        assertThat(sentence("NO_RIGHT", action, Locale.ENGLISH)).startsWith(english);
    }

    @Test
    void saysWhichRightHasEnded() {
        assertThat(sentence("GRANT_EXPIRED", Action.APPROVE, Locale.FRENCH))
                .startsWith("Votre droit d’approuver a expiré.");
        assertThat(sentence("GRANT_EXPIRED", Action.APPROVE, Locale.ENGLISH))
                .startsWith("Your right to approve has ended.");
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void everyRightReadsAsASentence(Action action) {
        assertThat(sentence("NO_RIGHT", action, Locale.FRENCH))
                .matches("Il faut le droit (de [^aeiouyàâéèêîôû:]|d’[aeiouyàâéèêîôû]).*");
        assertThat(sentence("NO_RIGHT", action, Locale.ENGLISH)).matches("This needs the right to [a-z].*");
    }
}
