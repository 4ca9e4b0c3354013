package org.parvis.moderation.integration;

import org.parvis.axon.Commands;
import org.parvis.boot.forget.ForgottenReport;
import org.parvis.boot.forget.Place;
import org.parvis.crm.api.RecordForgotten;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.ApprovalReason;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where moderation keeps words of people outside. */
@Configuration(proxyBeanMethods = false)
class WordsOfPeople {

    private static final Actor SELF = Actor.automation("moderation.erasure.forget");

    @Bean
    ForgottenReport forgottenReport(Commands commands) {
        return done -> commands.send(
                new RecordForgotten(done.erasureId(), done.brandId(), done.personId(), "moderation", done.rows()),
                SELF,
                "forgotten moderation " + done.personId());
    }

    @Bean
    Place wordsInMention() {
        return new Place("mention", """
                update mention set author_name = :erased, author_handle = :erased, permalink = :erased, body = :erased,
                  title = case when title is null then null else :erased end
                 where person_id = :person and body <> :erased
                """);
    }

    @Bean
    Place wordsInAnswer() {
        return new Place("answer", """
                update answer set body = :erased where person_id = :person and body <> :erased
                """);
    }

    @Bean
    Place wordsInReview() {
        var reasons = "words_erased(reasons, 'words', :erased, array['%s'])"
                .formatted(String.join("', '", ApprovalReason.OF_THE_HOUSE));
        return new Place("review", """
                update review set body = :erased, reasons = %1$s, decided_body = case when decided_body is null then null else :erased end,
                  note = case when note is null then null else :erased end,
                  refusal = case when refusal is null then null else :erased end
                 where person_id = :person and (body <> :erased or reasons <> %1$s)
                """.formatted(reasons));
    }

    @Bean
    Place wordsInEscalation() {
        return new Place("escalation", """
                update escalation set reason = :erased, outcome = case when outcome is null then null else :erased end
                 where person_id = :person and (reason <> :erased or outcome <> :erased)
                """);
    }
}
