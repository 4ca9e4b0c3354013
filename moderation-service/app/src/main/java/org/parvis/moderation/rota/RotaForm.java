package org.parvis.moderation.rota;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;

/** A rota as a caller sends it. */
record RotaForm(
        @Nullable String brand,
        @Nullable String name,
        @Nullable List<@Nullable List<@Nullable String>> levels,
        @Nullable String perLevel) {

    private static final int LONGEST_NAME = 80;

    String requireBrand() {
        return Ids.requireValid("brand", Objects.requireNonNullElse(brand, ""));
    }

    DefineRota command(String id, @Nullable Long expectedVersion) {
        if (name == null || name.length() > LONGEST_NAME) {
            throw new InvalidInput("name", name == null ? "required" : "too-long", LONGEST_NAME);
        }
        if (levels == null) {
            throw new InvalidInput("levels", "required");
        }
        return new DefineRota(id, requireBrand(), name, levels(levels), duration(), expectedVersion);
    }

    private static List<List<String>> levels(List<@Nullable List<@Nullable String>> sent) {
        var levels = new ArrayList<List<String>>();
        for (var members : sent) {
            var level = new ArrayList<String>();
            for (var member : members == null ? List.<@Nullable String>of() : members) {
                level.add(Ids.requireValid("levels", Objects.requireNonNullElse(member, "")));
            }
            levels.add(level.stream().distinct().toList());
        }
        return levels;
    }

    private Duration duration() {
        try {
            return Duration.parse(Objects.requireNonNullElse(perLevel, ""));
        } catch (DateTimeException e) {
            throw new InvalidInput("perLevel", "duration");
        }
    }
}
