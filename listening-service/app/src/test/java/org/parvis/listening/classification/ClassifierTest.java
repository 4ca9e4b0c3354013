package org.parvis.listening.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;

class ClassifierTest {

    private static final Classifier CLASSIFIER = new Classifier();

    private static Classification read(String text) {
        return CLASSIFIER.classify(text, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en|QUESTION|How many bags can I take on the flight to Lisbon?
            en|QUESTION|Is there a lounge in terminal 2? Thanks!
            en|CRITICISM|Two hours on hold and then you hung up on me. Unacceptable.
            en|CRITICISM|Thanks for nothing, my flight was cancelled again and nobody answers.
            en|CRITICISM|Why is your app never working??
            en|CRITICISM|Not happy with the new seats, they are really uncomfortable and dirty
            en|SUGGESTION|You should add a direct flight from Lyon to Boston.
            en|SUGGESTION|I wish you had a vegan menu on short flights, it would be great if you could offer one
            en|PRAISE|Thank you to the crew of HE204, you were wonderful with my mother!
            en|PRAISE|Best airline ever, love your new lounge 😍
            en|CRISIS_SIGN|Families are trapped after the earthquake and you tripled the fares. Shameful, boycott!
            en|CRISIS_SIGN|Emergency landing in Nantes, several passengers injured and taken to hospital
            en|CRISIS_SIGN|Huge data breach: our passport numbers were leaked and hacked
            en|SPAM|Earn $500 per day from home, click here https://x.example/1
            en|SPAM|FREE GIFT!!! You have won an iPhone, click the link https://spam.example
            en|OTHER|On my way to the airport with Paul
            fr|QUESTION|Combien de bagages puis-je prendre pour Lisbonne ?
            fr|QUESTION|Bonjour, est-ce que le vol de 18 h est à l'heure ?
            fr|CRITICISM|Deux heures d'attente au téléphone et on me raccroche au nez. Inadmissible.
            fr|CRITICISM|Merci pour rien : vol annulé, aucune réponse du service client.
            fr|CRITICISM|Je ne suis pas contente du tout de ce voyage, avion sale et personnel désagréable
            fr|CRITICISM|Toujours pas remboursé depuis trois mois, c'est une honte !
            fr|SUGGESTION|Vous devriez ouvrir une ligne directe entre Lyon et Boston.
            fr|SUGGESTION|À quand un vol direct pour Montréal ? Ce serait génial !
            fr|PRAISE|Un grand merci à l'équipage du HE204, vous avez été adorables avec ma mère !
            fr|PRAISE|Bravo pour le nouveau salon, c'est magnifique 👏
            fr|CRISIS_SIGN|Les gens fuient le cyclone et vous triplez les tarifs. Honteux, boycottez Hélianthe !
            fr|CRISIS_SIGN|Atterrissage d'urgence à Nantes, plusieurs blessés transportés à l'hôpital
            fr|CRISIS_SIGN|Fuite de données : nos passeports ont été piratés
            fr|SPAM|Gagnez de l'argent sans sortir de chez vous, cliquez ici https://x.example/1
            fr|OTHER|En route pour l'aéroport avec Paul
            """)
    void readsWhatTheAuthorWants(String language, Intent intent, String text) {
        var result = read(text);

        assertThat(result.intent()).as("%s", result).isEqualTo(intent);
        assertThat(result.language()).isEqualTo(language);
        assertThat(result.reasons()).extracting(ClassificationReason::code).contains("INTENT_" + intent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The flight was good|The flight was not good
            Le vol était bon|Le vol n'était pas bon
            J'aime ce salon|J'aime pas ce salon
            Je recommande|Je ne recommande pas
            very good|good
            good|a bit good
            It was GREAT on board|It was great on board
            excellent vol|vol correct
            The food was bad on this flight|The food was terrible on this flight
            The trip was goooood|The trip was okay for me
            The food was not bad|The food was bad
            The crew was rude but the seat is nice|The seat is nice but the crew was rude
            Merci pour votre aide|Merci pour le retard, valise perdue et aucune réponse
            hello 😍|hello
            hello|hello 😡
            """)
    void oneTextIsFriendlierThanAnother(String friendlier, String other) {
        assertThat(read(friendlier).tone()).isGreaterThan(read(other).tone());
    }

    @Test
    void anAbusiveComplaintIsStillAComplaint() {
        for (var text : List.of(
                "Vous êtes une bande de connards, trois heures de retard et aucune réponse !",
                "You idiots lost my bag again, where is my refund, you morons")) {
            var result = read(text);
            assertThat(result.intent()).isEqualTo(Intent.CRITICISM);
            assertThat(result.abusive()).isTrue();
            assertThat(result.reasons()).extracting(ClassificationReason::code).contains("ABUSE_INSULT");
        }
    }

    @Test
    void aComplaintWithoutInsultsIsNotAbusive() {
        assertThat(read("This is a stupid fee and the worst service ever.").abusive())
                .isFalse();
        assertThat(read("Quel service nul, c'est une honte, rendez-moi mon argent !")
                        .abusive())
                .isFalse();
        assertThat(read("Peut-on voyager avec deux chiens en cabine ?").abusive())
                .isFalse();
    }

    @Test
    void namesTheWordsThatDecided() {
        var result = read("Horrible service, I am not happy. How can I get a refund?");

        assertThat(result.reasons())
                .contains(new ClassificationReason("TONE_NEGATED", List.of("happy")))
                .anySatisfy(reason -> {
                    assertThat(reason.code()).isEqualTo("TONE_AGAINST");
                    assertThat(reason.terms()).contains("Horrible");
                });
    }

    /** Each part took a call deeper once: whoever wrote it kept all that came after it out of the house. */
    @ParameterizedTest
    @ValueSource(strings = {"j'", "l’", "a-", "a.b@", "n't ", "!?", "#A", "ha ha "})
    void readsWhatIsSaidOverAndOverWithAStackAsSmallAsThreadsHave(String part) throws InterruptedException {
        var read = new AtomicReference<@Nullable Throwable>(new AssertionError("It never ended"));
        var thread = new Thread(
                null,
                () -> {
                    try {
                        CLASSIFIER.classifyAs(part.repeat(10_000 / part.length()), "fr");
                        read.set(null);
                    } catch (StackOverflowError deep) {
                        read.set(deep);
                    }
                },
                "small",
                256 * 1024);
        thread.start();
        thread.join();
        assertThat(read.get()).isNull();
    }

    @Test
    void admitsWhatItDoesNotKnow() {
        var german =
                read("Das Flugzeug hatte leider schon wieder drei Stunden Verspätung und niemand hat uns geholfen");
        assertThat(german.language()).isEqualTo("de");
        assertThat(german.unsure()).isTrue();
        assertThat(german.tone()).isZero();

        assertThat(read("The lounge is amazing, beautiful and perfect. The crew was horrible, rude and awful.")
                        .unsure())
                .isTrue();
        assertThat(read("12345 !!!").language()).isEqualTo("und");
    }

    @Test
    void followsTheSourceOnlyWhereTheTextIsTooShortToTell() {
        assertThat(CLASSIFIER.classify("Super !", Optional.of("fr")).language()).isEqualTo("fr");
        assertThat(CLASSIFIER
                        .classify("Je voudrais savoir quand vous allez rouvrir la ligne de Tokyo", Optional.of("en"))
                        .language())
                .isEqualTo("fr");
    }

    @Property(tries = 500)
    void givesTheSameBoundedResultForAnyText(@ForAll String text) {
        for (var language : List.of("fr", "en", "ja")) {
            var result = CLASSIFIER.classifyAs(text, language);
            assertThat(result.tone()).isBetween(-1.0, 1.0);
            assertThat(result.reasons()).isNotEmpty();
            assertThat(CLASSIFIER.classifyAs(text, language)).isEqualTo(result);
        }
    }
}
