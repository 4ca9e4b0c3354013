package org.parvis.moderation.rota;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.parvis.boot.MemberDirectory;
import org.parvis.moderation.people.Members;
import org.springframework.stereotype.Component;

/** Knows members and their rights from identity's entries. */
@Component
class AnsweringMembers implements WhoCouldAnswer {

    private final Members members;

    AnsweringMembers(Members members) {
        this.members = members;
    }

    @Override
    public Set<String> notAmong(Collection<String> memberIds, String brandId) {
        var others = new HashSet<>(memberIds);
        members.whoCouldAnswer(brandId).stream()
                .map(MemberDirectory.Entry::memberId)
                .forEach(others::remove);
        return others;
    }
}
