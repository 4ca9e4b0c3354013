package org.parvis.publishing.integration;

import org.parvis.axon.Commands;
import org.parvis.boot.forget.ForgottenReport;
import org.parvis.boot.forget.Place;
import org.parvis.crm.api.RecordForgotten;
import org.parvis.identity.rights.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where publishing keeps words of people outside. */
@Configuration(proxyBeanMethods = false)
class WordsOfPeople {

    private static final Actor SELF = Actor.automation("publishing.erasure.forget");

    @Bean
    ForgottenReport forgottenReport(Commands commands) {
        return done -> commands.send(
                new RecordForgotten(done.erasureId(), done.brandId(), done.personId(), "publishing", done.rows()),
                SELF,
                "forgotten publishing " + done.personId());
    }

    @Bean
    Place wordsInReply() {
        return new Place("reply", """
                update reply set reason = :erased
                 where person_id = :person and state in ('DRAFT', 'CANCELLED') and reason <> :erased
                """);
    }

    @Bean
    Place wordsInDelivery() {
        return new Place("delivery", """
                update delivery set evidence = case when evidence is null then null else :erased end,
                  proposal = case when proposal is null then null else :erased end
                 where person_id = :person and (evidence <> :erased or proposal <> :erased)
                """);
    }
}
