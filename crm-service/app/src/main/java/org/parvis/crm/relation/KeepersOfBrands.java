package org.parvis.crm.relation;

import java.util.List;
import org.parvis.boot.MemberDirectory;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.springframework.stereotype.Component;

/** Knows them from the rights of members. */
@Component
class KeepersOfBrands implements Keepers {

    private final MemberDirectory members;

    KeepersOfBrands(MemberDirectory members) {
        this.members = members;
    }

    @Override
    public boolean mayKeep(String memberId, String brandId) {
        return members.reach(Action.WORK_INBOX, List.of(memberId)).stream()
                .map(MemberDirectory.Reach::brandId)
                .anyMatch(brand -> brand.equals(brandId) || brand.equals(Grant.EVERY_BRAND));
    }
}
