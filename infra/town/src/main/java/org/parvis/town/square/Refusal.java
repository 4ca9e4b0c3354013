package org.parvis.town.square;

/** Why the network refuses; the names are the codes of the API, the numbers its HTTP statuses. */
public enum Refusal {
    TEXT_EMPTY(422),
    TEXT_TOO_LONG(422),
    TEXT_INVALID(422),
    LANGUAGE_INVALID(422),
    KEY_INVALID(422),
    PARENT_UNKNOWN(422),
    IDEMPOTENCY_KEY_REUSED(422),
    HANDLE_INVALID(422),
    PROFILE_INVALID(422),
    DURATION_INVALID(422),
    CLIENT_KEY_TAKEN(409),
    DUPLICATE_STATUS(409),
    CLIENT_KEYS_NOT_SUPPORTED(405),
    CONTAINER_NEEDED(405),
    CONTAINERS_NOT_SUPPORTED(405),
    CONTAINER_UNKNOWN(404),
    NOT_YOURS(403),
    POST_UNKNOWN(404),
    POST_DELETED(410),
    ACCOUNT_UNKNOWN(404),
    TOWN_FULL(507);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    /** The HTTP status that fits. */
    public int status() {
        return status;
    }
}
