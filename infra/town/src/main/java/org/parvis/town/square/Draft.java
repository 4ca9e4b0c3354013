package org.parvis.town.square;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A post as somebody hands it in. */
public record Draft(
        String author,
        String text,
        @Nullable String inReplyTo,
        @Nullable String language,
        @Nullable String idempotencyKey,
        @Nullable String clientKey,
        @Nullable Instant datedBack,
        int likes,
        boolean refuseDuplicates) {

    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern CLIENT_KEY = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public Draft {
        PostText.check(text);
        PostText.checkLanguage(language);
        if ((idempotencyKey != null && !IDEMPOTENCY_KEY.matcher(idempotencyKey).matches())
                || (clientKey != null && !CLIENT_KEY.matcher(clientKey).matches())) {
            throw new SquareRefused(Refusal.KEY_INVALID);
        }
    }

    /** A plain message by somebody. */
    public static Draft of(String author, String text, @Nullable String inReplyTo, @Nullable String language) {
        return new Draft(author, text, inReplyTo, language, null, null, null, 0, false);
    }

    /** The same draft under the keys its sender gave. */
    public Draft withKeys(@Nullable String idempotency, @Nullable String client) {
        return new Draft(author, text, inReplyTo, language, idempotency, client, datedBack, likes, refuseDuplicates);
    }

    /** The same draft, refused when its author said the same a short while ago. */
    public Draft refusingDuplicates(boolean refuse) {
        return new Draft(author, text, inReplyTo, language, idempotencyKey, clientKey, datedBack, likes, refuse);
    }

    /** The same draft under an earlier date, with the likes it had gathered since. */
    public Draft datedBack(Instant to, int withLikes) {
        return new Draft(author, text, inReplyTo, language, idempotencyKey, clientKey, to, withLikes, false);
    }
}
