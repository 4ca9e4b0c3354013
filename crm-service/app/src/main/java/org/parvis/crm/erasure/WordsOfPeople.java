package org.parvis.crm.erasure;

import org.parvis.axon.Commands;
import org.parvis.boot.forget.ForgottenReport;
import org.parvis.boot.forget.Place;
import org.parvis.crm.api.RecordForgotten;
import org.parvis.identity.rights.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where crm keeps words of people outside. */
@Configuration(proxyBeanMethods = false)
class WordsOfPeople {

    private static final Actor SELF = Actor.automation("crm.erasure.forget");

    @Bean
    ForgottenReport forgottenReport(Commands commands) {
        return done -> commands.send(
                new RecordForgotten(done.erasureId(), done.brandId(), done.personId(), "crm", done.rows()),
                SELF,
                "forgotten crm " + done.personId());
    }

    @Bean
    Place wordsInThreadItem() {
        return new Place("thread_item", """
                update thread_item set text = :erased, title = case when title is null then null else :erased end,
                  permalink = case when kind = 'MESSAGE' then :erased else permalink end
                 where person_id = :person and text <> :erased
                """);
    }

    @Bean
    Place wordsInPerson() {
        return new Place("person", """
                update person set name = :erased, handle = :erased where person_id = :person and (name <> :erased or handle <> :erased)
                """);
    }

    @Bean
    Place wordsInSuggestion() {
        return new Place("suggestion", """
                update suggestion set summary = :erased where person_id = :person and summary <> :erased
                """);
    }

    @Bean
    Place wordsInRelation() {
        return new Place("relation", """
                update relation set reason = :erased, next_about = case when next_about is null then null else :erased end,
                  barred_because = case when barred_because is null then null else :erased end
                 where person_id = :person
                   and (reason <> :erased or coalesce(next_about, :erased) <> :erased or coalesce(barred_because, :erased) <> :erased)
                """);
    }

    @Bean
    Place wordsInRelationStep() {
        return new Place("relation_step", """
                update relation_step set words = :erased where person_id = :person and words <> :erased
                """);
    }

    @Bean
    Place wordsInTellingSuggestion() {
        return new Place("telling_suggestion", """
                update telling_suggestion set summary = :erased where person_id = :person and summary <> :erased
                """);
    }

    @Bean
    Place wordsInAccessExport() {
        return new Place("access_export", """
                update access_export set sealed = null, failure = 'ERASED' where person_id = :person and sealed is not null
                """);
    }
}
