package org.parvis.crm.suggestion.board;

import java.util.List;

/** One column of the board. */
record BoardColumn(Stage stage, int count, List<Card> cards) {

    BoardColumn {
        cards = List.copyOf(cards);
    }

    /** A suggestion on the board, and whether the reader decides about it. */
    record Card(SuggestionView suggestion, boolean isMine) {}

    public int more() {
        return Math.max(0, count - cards.size());
    }

    /** The icon of the column's head. */
    public String icon() {
        return switch (stage) {
            case UNDECIDED -> "circle-dashed";
            case LATER -> "clock-hour-4";
            case ACCEPTED -> "circle-check";
            case SHIPPED -> "rocket";
            case DECLINED -> "circle-x";
        };
    }

    public String tone() {
        return switch (stage) {
            case UNDECIDED, DECLINED -> "";
            case LATER, SHIPPED -> "c-accent";
            case ACCEPTED -> "c-ok";
        };
    }
}
