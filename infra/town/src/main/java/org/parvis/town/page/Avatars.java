package org.parvis.town.page;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.parvis.town.square.Account;
import org.parvis.town.square.AccountKind;

/**
 * Draws a portrait for everybody: their colour, a roof line of their own, their initials. Only a colour that was checked
 * and letters or digits of the name go into the drawing.
 */
final class Avatars {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final String[] ROOFS = {
        "M0 46 L16 30 L32 46 L48 30 L64 46 V64 H0 Z",
        "M0 48 Q16 28 32 48 T64 48 V64 H0 Z",
        "M0 40 H20 V32 H44 V40 H64 V64 H0 Z",
        "M0 50 L32 26 L64 50 V64 H0 Z",
        "M0 44 A16 16 0 0 1 32 44 A16 16 0 0 1 64 44 V64 H0 Z",
        "M0 36 L22 36 L22 46 L42 46 L42 32 L64 32 V64 H0 Z"
    };

    private Avatars() {}

    static String svg(Account account) {
        var inside = account.kind() == AccountKind.BRAND ? emblem(account.handle()) : initials(account);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\" width=\"64\" height=\"64\">"
                + "<rect width=\"64\" height=\"64\" fill=\"" + account.colour() + "\"/>" + inside + "</svg>";
    }

    private static String initials(Account account) {
        var roof = ROOFS[Math.floorMod(account.handle().hashCode(), ROOFS.length)];
        return "<path d=\"" + roof + "\" fill=\"#000\" fill-opacity=\".18\"/>"
                + "<text x=\"32\" y=\"33\" dy=\".35em\" text-anchor=\"middle\" fill=\"#fff\" font-size=\"25\""
                + " font-weight=\"650\" font-family=\"ui-rounded,Nunito,Inter,system-ui,sans-serif\">"
                + letters(account.displayName()) + "</text>";
    }

    /** The first letters of the first and the last word. */
    private static String letters(String name) {
        var words = WORD.matcher(name).results().map(MatchResult::group).toList();
        if (words.isEmpty()) {
            return "";
        }
        var last = words.size() == 1 ? "" : first(words.getLast());
        return (first(words.getFirst()) + last).toUpperCase(Locale.ROOT);
    }

    private static String first(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1));
    }

    /** The airline of the story is a sunflower; every other company follows a star. */
    private static String emblem(String handle) {
        return handle.startsWith("helianthe") ? sunflower() : star();
    }

    private static String star() {
        return "<path d=\"M32 6 L37 27 L58 32 L37 37 L32 58 L27 37 L6 32 L27 27 Z\" fill=\"#fff\"/>"
                + "<circle cx=\"48\" cy=\"16\" r=\"3\" fill=\"#ffc93c\"/>";
    }

    private static String sunflower() {
        var petals = new StringBuilder();
        for (int turn = 0; turn < 12; turn++) {
            petals.append("<ellipse cx=\"32\" cy=\"14\" rx=\"5\" ry=\"10\" transform=\"rotate(")
                    .append(turn * 30)
                    .append(" 32 32)\"/>");
        }
        return "<g fill=\"#ffc93c\">" + petals + "</g><circle cx=\"32\" cy=\"32\" r=\"10\" fill=\"#5a3212\"/>";
    }
}
