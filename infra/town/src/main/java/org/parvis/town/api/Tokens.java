package org.parvis.town.api;

import java.util.Optional;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.square.Account;
import org.parvis.town.square.Square;

/** Who is calling. */
final class Tokens {

    private static final String BEARER = "Bearer ";

    private Tokens() {}

    static Optional<String> presented(Request request) {
        return request.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    /** The caller's account; without a valid token there is no answer. */
    static Account required(Request request, Square square) {
        return presented(request).map(square::byToken).orElseThrow(() -> new Problem(401, "TOKEN_INVALID"));
    }

    /** The caller's account when it shows a token, which must then be valid. */
    static Optional<Account> optional(Request request, Square square) {
        return presented(request).isEmpty() ? Optional.empty() : Optional.of(required(request, square));
    }
}
