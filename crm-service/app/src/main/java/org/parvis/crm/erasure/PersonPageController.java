package org.parvis.crm.erasure;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.NotFound;
import org.parvis.crm.access.AccessExports;
import org.parvis.crm.person.PersonCards;
import org.parvis.crm.settings.Settings;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** A person outside, and what they may ask of us: a copy of what is kept, and to be forgotten. */
@Controller
@RequestMapping("/crm/people")
class PersonPageController {

    private static final int OTHER_ACCOUNTS = 20;

    private final PersonCards cards;
    private final Erasures erasures;
    private final AccessExports exports;
    private final Settings settings;
    private final Access access;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Clock clock;

    PersonPageController(
            PersonCards cards,
            Erasures erasures,
            AccessExports exports,
            Settings settings,
            Access access,
            MessageSource messages,
            JdbcClient jdbc,
            Clock clock) {
        this.cards = cards;
        this.erasures = erasures;
        this.exports = exports;
        this.settings = settings;
        this.access = access;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Another account that goes by the same name or handle, so probably the same person. */
    public record Account(String personId, String network, String name, String handle) {}

    @GetMapping("/{id}")
    String person(@PathVariable String id, Locale locale, Actor actor, Model model) {
        var card = cards.find(access.brands(Action.READ_INBOX), id)
                .or(() -> cards.find(access.brands(Action.DECIDE_ERASURE), id))
                .orElseThrow(() -> new NotFound("person", id));
        var brand = card.brandId();
        model.addAttribute("card", card);
        model.addAttribute(
                "brandName", settings.names(new Brands(Set.of(brand))).getOrDefault(brand, brand));
        model.addAttribute("mayRelate", access.may(Action.WORK_INBOX, brand));
        model.addAttribute("mayRequest", access.may(Action.REQUEST_ERASURE, brand));
        model.addAttribute("mayTake", access.may(Action.EXPORT_PERSON, brand));
        model.addAttribute("erasure", erasures.of(id).orElse(null));
        model.addAttribute("grounds", ErasurePageController.grounds(messages, locale));
        model.addAttribute("due", LocalDate.ofInstant(clock.instant().plus(ErasureDesk.USUAL_TIME), actor.zone()));
        model.addAttribute("exports", exports.of(brand, id));
        model.addAttribute("now", clock.instant());
        model.addAttribute(
                "others",
                jdbc.sql("""
                        select o.person_id, o.network, o.name, o.handle from person o join person p using (brand_id)
                         where p.brand_id = ? and p.person_id = ? and o.person_id <> p.person_id
                           and (lower(o.handle) = lower(p.handle) or lower(o.name) = lower(p.name))
                           and p.name not like chr(1) || '%' order by o.network, o.person_id limit ?
                        """)
                        .params(brand, id, OTHER_ACCOUNTS)
                        .query((row, number) ->
                                new Account(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                        .list());
        return "crm/person";
    }
}
