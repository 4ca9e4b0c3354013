package org.parvis.moderation.rota;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.boot.RightsOnRecord;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.people.Members;
import org.springframework.stereotype.Component;

/** Asks the ledger: somebody may have left a moment ago, and who is called at night must be able to come in. */
@Component
class AnsweringMembers implements WhoCouldAnswer {

    private final RightsOnRecord rights;
    private final Members members;

    AnsweringMembers(RightsOnRecord rights, Members members) {
        this.rights = rights;
        this.members = members;
    }

    @Override
    public Set<String> notAmong(Collection<String> memberIds, String brandId) {
        return memberIds.stream()
                .distinct()
                .filter(member -> !rights.may(member, Action.ACKNOWLEDGE, brandId))
                .collect(Collectors.toSet());
    }

    @Override
    public List<String> leads(String brandId) {
        var leads = members.leadsOf(brandId);
        var gone = notAmong(leads, brandId);
        return leads.stream().filter(lead -> !gone.contains(lead)).toList();
    }
}
