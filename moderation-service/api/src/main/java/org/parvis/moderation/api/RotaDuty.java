package org.parvis.moderation.api;

import java.util.List;

/**
 * Who is on duty when; whoever is, is called before the first level of the rota.
 *
 * @param zone in which all its times are said
 * @param holidays days that count as Sundays
 * @param standIns who takes whose place for once; the one listed last counts
 */
public record RotaDuty(String zone, List<RotaShift> shifts, List<RotaHoliday> holidays, List<RotaStandIn> standIns) {

    public RotaDuty {
        shifts = List.copyOf(shifts);
        holidays = List.copyOf(holidays);
        standIns = List.copyOf(standIns);
    }
}
