package org.parvis.reporting.integration;

import org.parvis.axon.Commands;
import org.parvis.boot.forget.ForgottenReport;
import org.parvis.boot.forget.Place;
import org.parvis.crm.api.RecordForgotten;
import org.parvis.identity.rights.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where reporting keeps words of people outside. */
@Configuration(proxyBeanMethods = false)
class WordsOfPeople {

    private static final Actor SELF = Actor.automation("reporting.erasure.forget");

    @Bean
    ForgottenReport forgottenReport(Commands commands) {
        return done -> commands.send(
                new RecordForgotten(done.erasureId(), done.brandId(), done.personId(), "reporting", done.rows()),
                SELF,
                "forgotten reporting " + done.personId());
    }

    @Bean
    Place wordsInLoopTime() {
        return new Place("loop_time", """
                update loop_time set summary = :erased where person_id = :person and summary <> :erased
                """);
    }
}
