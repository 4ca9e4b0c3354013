package org.parvis.publishing.post;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.StorableTime;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.Slot;

/** A post's description that has been checked field by field. */
record PostDescription(
        String title,
        PostKind kind,
        List<DraftVariant> variants,
        @Nullable Slot slot) {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?");

    /** @throws InvalidInput naming the first field that cannot be used */
    static PostDescription of(PostForm form) {
        var title = form.title() == null ? "" : form.title().strip();
        if (title.length() > Post.LONGEST_TITLE) {
            throw new InvalidInput("title", "too-long", Post.LONGEST_TITLE);
        }
        return new PostDescription(title, kind(form.kind()), variants(form), slot(form.slot()));
    }

    private static PostKind kind(@Nullable String text) {
        var wanted = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(PostKind.values())
                .filter(kind -> kind.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("kind", "post-kind"));
    }

    private static List<DraftVariant> variants(PostForm form) {
        var given = form.variants();
        if (given == null || given.isEmpty()) {
            throw new InvalidInput("variants", "missing");
        } else if (given.size() > Post.MOST_VARIANTS) {
            throw new InvalidInput("variants", "too-many", Post.MOST_VARIANTS);
        }
        var variants = new ArrayList<DraftVariant>();
        for (var number = 0; number < given.size(); number++) {
            variants.add(variant("variants[" + number + "]", given.get(number)));
        }
        if (variants.stream().mapToInt(variant -> variant.text().length()).sum() > Post.MOST_SIGNS) {
            throw new InvalidInput("variants", "too-long-together", Post.MOST_SIGNS);
        }
        return variants;
    }

    private static DraftVariant variant(String field, PostForm.@Nullable VariantForm form) {
        if (form == null || form.channel() == null || form.channel().isBlank()) {
            throw new InvalidInput(field + ".channel", "missing");
        }
        if (form.media() != null && !form.media().isEmpty()) {
            // Taking the words and dropping the picture would be worse than saying no.
            throw new InvalidInput(field + ".media", "media-unsupported");
        }
        var text = form.text() == null ? "" : form.text().replace("\r\n", "\n");
        if (text.length() > Post.LONGEST_TEXT) {
            throw new InvalidInput(field + ".text", "too-long", Post.LONGEST_TEXT);
        }
        var language = form.language() == null ? "" : form.language().strip();
        if (!language.isEmpty() && !LANGUAGE.matcher(language).matches()) {
            throw new InvalidInput(field + ".language", "language");
        }
        return new DraftVariant(Ids.requireValid(field + ".channel", form.channel()), language, text);
    }

    private static @Nullable Slot slot(PostForm.@Nullable SlotForm form) {
        if (form == null || form.local() == null || form.local().isBlank()) {
            return null;
        }
        try {
            var local = LocalDateTime.parse(form.local().strip()).truncatedTo(ChronoUnit.MINUTES);
            var slot = new Slot(
                    local.toString(), form.zone() == null ? "" : form.zone().strip());
            SlotTime.of(slot);
            StorableTime.require("slot", local.toInstant(ZoneOffset.UTC));
            return slot;
        } catch (DateTimeException e) {
            throw new InvalidInput("slot", "slot");
        }
    }
}
