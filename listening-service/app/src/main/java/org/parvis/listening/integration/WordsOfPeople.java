package org.parvis.listening.integration;

import org.parvis.axon.Commands;
import org.parvis.boot.forget.ForgottenReport;
import org.parvis.boot.forget.Place;
import org.parvis.crm.api.RecordForgotten;
import org.parvis.identity.rights.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where listening keeps words of people outside. */
@Configuration(proxyBeanMethods = false)
class WordsOfPeople {

    private static final Actor SELF = Actor.automation("listening.erasure.forget");

    @Bean
    ForgottenReport forgottenReport(Commands commands) {
        return done -> commands.send(
                new RecordForgotten(done.erasureId(), done.brandId(), done.personId(), "listening", done.rows()),
                SELF,
                "forgotten listening " + done.personId());
    }

    @Bean
    Place wordsInMention() {
        return new Place("mention", """
                update mention set author_name = :erased, author_handle = :erased, permalink = :erased, text = :erased,
                  title = case when title is null then null else :erased end,
                  reasons = words_erased(reasons, 'terms', :erased), topic_terms = words_erased(topic_terms, 'terms', :erased)
                 where person_id = :person and (text <> :erased or reasons <> words_erased(reasons, 'terms', :erased)
                   or topic_terms <> words_erased(topic_terms, 'terms', :erased))
                """);
    }

    /** What their messages are recognised by is made of their words. */
    @Bean
    Place tracesOfMentions() {
        return new Place("story_trace", "delete from story_trace where person_id = :person");
    }
}
