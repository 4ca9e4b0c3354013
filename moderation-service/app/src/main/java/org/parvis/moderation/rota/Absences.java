package org.parvis.moderation.rota;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.parvis.boot.MemberDirectory.Reach;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.identity.rights.Grant;
import org.parvis.moderation.people.Members;
import org.springframework.stereotype.Component;

/** Whom rotas name who may not answer any more: they are not called, and somebody should know. */
@Component
public class Absences {

    private final Rotas rotas;
    private final Members members;

    Absences(Rotas rotas, Members members) {
        this.rotas = rotas;
        this.members = members;
    }

    /** Who is not called any more, by name, of each rota that names somebody like that. */
    Map<RotaRow, List<String>> of(Collection<RotaRow> some) {
        var answering = members.answering(
                some.stream().flatMap(rota -> rota.named().stream()).collect(Collectors.toSet()));
        var absent = new LinkedHashMap<RotaRow, List<String>>();
        for (var rota : some) {
            var names = rota.named().stream()
                    .filter(member -> !answering.contains(new Reach(member, rota.brandId()))
                            && !answering.contains(new Reach(member, Grant.EVERY_BRAND)))
                    .map(members::nameOf)
                    .toList();
            if (!names.isEmpty()) {
                absent.put(rota, names);
            }
        }
        return absent;
    }

    /** A rota that names somebody who is not called. */
    public record Absence(String rotaId, String brandId, String name, String absent) {}

    /** The first of them in a scope; of the rotas that one page holds. */
    public List<Absence> first(Scope scope, int most) {
        return of(rotas.of(scope, "", new PageRequest(PageRequest.MAX, null)).items()).entrySet().stream()
                .limit(most)
                .map(one -> new Absence(
                        one.getKey().rotaId(),
                        one.getKey().brandId(),
                        one.getKey().name(),
                        String.join(", ", one.getValue())))
                .toList();
    }
}
