package org.parvis.moderation.rota;

import java.util.Collection;
import java.util.Set;
import org.parvis.moderation.people.Members;
import org.springframework.stereotype.Component;

/** Knows members from identity's entries. */
@Component
class DirectoryOfMembers implements KnownMembers {

    private final Members members;

    DirectoryOfMembers(Members members) {
        this.members = members;
    }

    @Override
    public Set<String> unknownAmong(Collection<String> memberIds) {
        return members.unknownAmong(memberIds);
    }
}
