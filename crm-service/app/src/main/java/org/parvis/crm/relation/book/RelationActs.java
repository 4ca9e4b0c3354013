package org.parvis.crm.relation.book;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.crm.api.RelationStage;
import org.parvis.crm.relation.RelationCommand;
import org.parvis.crm.relation.RelationCommand.BarContact;
import org.parvis.crm.relation.RelationCommand.BeginRelation;
import org.parvis.crm.relation.RelationCommand.EndRelation;
import org.parvis.crm.relation.RelationCommand.HandRelationOver;
import org.parvis.crm.relation.RelationCommand.LiftContactBar;
import org.parvis.crm.relation.RelationCommand.MoveRelation;
import org.parvis.crm.relation.RelationCommand.PlanNextContact;
import org.parvis.crm.relation.RelationCommand.SettleNextContact;
import org.parvis.crm.relation.RelationId;
import org.parvis.crm.relation.book.Relations.Somebody;
import org.parvis.identity.rights.Action;
import org.parvis.privacy.Erased;
import org.springframework.stereotype.Component;

/** What a member does with relations, with the rights it takes; the same for programs and pages. */
@Component
class RelationActs {

    private final Relations relations;
    private final Commands commands;
    private final Access access;
    private final MemberDirectory members;

    RelationActs(Relations relations, Commands commands, Access access, MemberDirectory members) {
        this.relations = relations;
        this.commands = commands;
        this.access = access;
        this.members = members;
    }

    /** The relation, for somebody who may read conversations of its brand. */
    RelationView read(String id) {
        return allowed(id, Action.READ_INBOX);
    }

    private RelationView allowed(String id, Action action) {
        var view = relations.find(id).orElseThrow(() -> new NotFound("relation", id));
        access.require(action, view.brandId(), null, "relation:" + id);
        return view;
    }

    /** Asked before a form is read: who may not work is not told what is wrong with their words. */
    RelationView requireWork(String id) {
        return allowed(id, Action.WORK_INBOX);
    }

    /** The same before one begins. */
    Somebody requireWorkWith(String personId) {
        var somebody = relations.somebody(personId).orElseThrow(() -> new NotFound("person", personId));
        access.require(Action.WORK_INBOX, somebody.brandId(), null, "person:" + personId);
        return somebody;
    }

    /** Members who can look after a relation of the brand. */
    List<MemberDirectory.Entry> possibleKeepers(String brandId) {
        return members.allowed(Action.WORK_INBOX, brandId);
    }

    /** @return the relation as it stands then */
    RelationView begin(
            Somebody somebody, RelationStage stage, String reason, String ownerId, @Nullable String backupId) {
        if (Erased.is(somebody.name())) {
            throw new InvalidInput("person", "person-erased");
        }
        var id = RelationId.of(somebody.brandId(), somebody.personId());
        act(new BeginRelation(id, somebody.brandId(), somebody.personId(), stage, reason, ownerId, backupId));
        return read(id);
    }

    long move(RelationView view, RelationStage stage, String reason, @Nullable Long expectedVersion) {
        return act(new MoveRelation(view.id(), view.brandId(), stage, reason, expectedVersion));
    }

    long handOver(RelationView view, String ownerId, @Nullable String backupId, @Nullable Long expectedVersion) {
        return act(new HandRelationOver(view.id(), view.brandId(), ownerId, backupId, expectedVersion));
    }

    long plan(RelationView view, Day day, String about, @Nullable Long expectedVersion) {
        return act(new PlanNextContact(view.id(), view.brandId(), day.date(), day.zone(), about, expectedVersion));
    }

    long settle(RelationView view, boolean made, @Nullable Long expectedVersion) {
        return act(new SettleNextContact(view.id(), view.brandId(), made, expectedVersion));
    }

    long bar(RelationView view, Day until, String reason, @Nullable Long expectedVersion) {
        return act(new BarContact(view.id(), view.brandId(), until.date(), until.zone(), reason, expectedVersion));
    }

    long lift(RelationView view, String reason, @Nullable Long expectedVersion) {
        return act(new LiftContactBar(view.id(), view.brandId(), reason, expectedVersion));
    }

    long end(RelationView view, String reason, @Nullable Long expectedVersion) {
        return act(new EndRelation(view.id(), view.brandId(), reason, expectedVersion));
    }

    /** Sends it and lets the read model catch up, so that who looks next sees what they did. */
    private long act(RelationCommand command) {
        var id = command.relationId();
        if (!(commands.send(command) instanceof Long reached)) {
            return relations.find(id).map(RelationView::version).orElse(0L);
        }
        Shown.soon(() ->
                relations.find(id).filter(view -> view.version() >= reached).isPresent());
        return reached;
    }
}
