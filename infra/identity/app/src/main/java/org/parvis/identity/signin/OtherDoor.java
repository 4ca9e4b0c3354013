package org.parvis.identity.signin;

import org.jspecify.annotations.Nullable;

/**
 * The way in through the company's own sign-in service.
 *
 * @param name what people call it; null when there is none
 * @param passwords whether members may also sign in with a password of this house
 * @param breakGlass the one member who always may
 */
public record OtherDoor(@Nullable String name, boolean passwords, String breakGlass) {

    boolean takesPasswordOf(String memberId) {
        return passwords || memberId.equals(breakGlass);
    }
}
