package org.parvis.identity.own;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.api.Theme;
import org.parvis.identity.form.Fields;
import org.parvis.identity.member.ChoosePreferences;
import org.parvis.identity.member.list.MemberItem;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Preferences;
import org.springframework.stereotype.Component;

/** Keeps a member's choice of language, theme and zone, and shows it in this browser at once. */
@Component
final class PreferenceDesk {

    private final Commands commands;
    private final MemberItems members;

    PreferenceDesk(Commands commands, MemberItems members) {
        this.commands = commands;
        this.members = members;
    }

    /** What is chosen; what is left out stays as it is. */
    record Choice(
            @Nullable String language,
            @Nullable String theme,
            @Nullable String zone) {}

    MemberItem of(Actor actor) {
        return members.find(actor.id()).orElseThrow(() -> new NotFound("member", actor.id()));
    }

    /** @return what counts from now on */
    ChoosePreferences choose(Actor actor, Choice choice, HttpServletResponse response) {
        var known = of(actor);
        var chosen = new ChoosePreferences(
                actor.id(),
                isAbsent(choice.language()) ? known.language() : Fields.pageLanguage("language", choice.language()),
                isAbsent(choice.theme()) ? known.theme() : Fields.oneOf("theme", choice.theme(), Theme.class),
                isAbsent(choice.zone()) ? known.zone() : Fields.zone("zone", choice.zone()));
        commands.send(chosen);
        Shown.soon(() -> {
            var now = of(actor);
            return now.language().equals(chosen.language())
                    && now.theme() == chosen.theme()
                    && now.zone().equals(chosen.zone());
        });
        Preferences.remember(
                response,
                actor.id(),
                Locale.of(chosen.language()),
                org.parvis.web.Theme.valueOf(chosen.theme().name()));
        return chosen;
    }

    private static boolean isAbsent(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
