package org.parvis.moderation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitmentsTest {

    private static List<String> delays(String text) {
        return Commitments.in(text).delays().stream().map(Match::words).toList();
    }

    private static List<String> money(String text) {
        return Commitments.in(text).money().stream().map(Match::words).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            il quittera votre relevé sous 5 jours ouvrés en général        | sous 5 jours ouvrés
            Nous revenons vers vous dans les 48 heures                     | dans les 48 heures
            Réponse sous 24 h                                              | sous 24 h
            Une réponse d’ici vendredi                                     | d’ici vendredi
            au plus tard le 3 mai, promis                                  | au plus tard le 3 mai
            Nous vous appelons demain matin                                | demain matin
            Ce sera réglé la semaine prochaine                             | la semaine prochaine
            Comptez entre deux. Dans deux ou trois semaines                | Dans deux ou trois semaines
            revenons vers vous lundi matin                                 | lundi matin
            We will answer within 3 working days                           | within 3 working days
            You will hear from us by Friday                                | by Friday
            It leaves your statement in the next 24 hours                  | in the next 24 hours
            no later than 6 pm today                                       | no later than 6 pm
            Somebody calls you tomorrow morning                            | tomorrow morning
            before the end of the week                                     | before the end of the week
            """)
    void hearsADelay(String text, String promise) {
        assertThat(delays(text)).containsExactly(promise);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Nous vous remboursons                                          | remboursons
            Vous serez dédommagée                                          | dédommagée
            Nous vous offrons 20 € sur le prochain vol                     | Nous vous offrons 20 €
            Un bon d’achat vous attend                                     | bon d’achat
            à titre de geste commercial                                    | geste commercial
            C’est gratuit pour vous                                        | gratuit
            You get a full refund                                          | refund
            We'll gladly pay the taxi                                      | We'll gladly pay
            I send you a voucher                                           | voucher
            We can offer you $50 for the trouble                           | offer you $50
            It is free of charge                                           | free of charge
            """)
    void hearsMoney(String text, String promise) {
        assertThat(money(text)).containsExactly(promise);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bonjour Margaux, merci de nous l’avoir dit.",
                "Le second montant de 184 € est une empreinte, pas un débit.",
                "C’était promis pour ce matin, pardon.",
                "Votre vol a duré 5 heures.",
                "Vous l’avez depuis 3 jours, n’est-ce pas ?",
                "Thank you for telling us about seat 12.",
                "The ticket says 120 EUR, is that right?",
                "Your flight on Monday was full.",
                "Pourriez-vous nous écrire en privé ?",
            })
    void hearsNothingWhereNothingIsPromised(String text) {
        assertThat(delays(text)).isEmpty();
        assertThat(money(text)).isEmpty();
    }
}
