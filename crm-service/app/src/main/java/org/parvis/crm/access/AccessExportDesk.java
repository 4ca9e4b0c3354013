package org.parvis.crm.access;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.Conflict;
import org.parvis.boot.Ids;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.crm.access.AccessExportCommand.RecordDownload;
import org.parvis.crm.access.AccessExportCommand.RequestExport;
import org.parvis.crm.person.PersonCards;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.springframework.stereotype.Component;

/** Asking for a copy and taking it, with the right it takes; the same for programs and pages. */
@Component
class AccessExportDesk {

    private final AccessExports exports;
    private final ExportMaker maker;
    private final PersonCards cards;
    private final Access access;
    private final Commands commands;
    private final Clock clock;

    AccessExportDesk(
            AccessExports exports,
            ExportMaker maker,
            PersonCards cards,
            Access access,
            Commands commands,
            Clock clock) {
        this.exports = exports;
        this.maker = maker;
        this.cards = cards;
        this.access = access;
        this.commands = commands;
        this.clock = clock;
    }

    AccessExports.Row request(String personId) {
        var card = cards.find(new Brands(Set.of(Grant.EVERY_BRAND)), personId)
                .orElseThrow(() -> new NotFound("person", personId));
        access.require(asks(card.brandId()), card.brandId(), null, "person:" + personId);
        if (exports.kept(card.brandId(), personId, clock.instant()) >= AccessExports.MOST) {
            throw new Conflict("TOO_MANY_COPIES", Map.of("most", AccessExports.MOST));
        }
        var id = Ids.ofRequest();
        commands.send(new RequestExport(id, card.brandId(), personId));
        Shown.soon(() -> exports.find(id).isPresent());
        return find(id);
    }

    /** Whoever works with people may ask for what somebody asked them for; to hand it out is for who answers for it. */
    private Action asks(String brandId) {
        return access.may(Action.EXPORT_PERSON, brandId) ? Action.EXPORT_PERSON : Action.REQUEST_ERASURE;
    }

    AccessExports.Row find(String exportId) {
        return exports.find(exportId)
                .filter(row -> access.may(asks(row.brandId()), row.brandId()))
                .orElseThrow(() -> new NotFound("access-export", exportId));
    }

    /** The archive; that it was taken is on record before it leaves. */
    byte[] download(String exportId) {
        var row = find(exportId);
        access.require(Action.EXPORT_PERSON, row.brandId(), null, "access-export:" + exportId);
        if (!row.isReadyAt(clock.instant())) {
            throw new NotFound("access-export", exportId);
        }
        var sealed = exports.sealed(exportId).orElseThrow(() -> new NotFound("access-export", exportId));
        var archive = maker.open(row, sealed);
        commands.send(new RecordDownload(exportId, row.brandId()));
        return archive;
    }
}
