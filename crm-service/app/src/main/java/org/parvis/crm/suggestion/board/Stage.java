package org.parvis.crm.suggestion.board;

/** Where a suggestion stands; the columns of the board, in their order. */
enum Stage {
    UNDECIDED,
    LATER,
    ACCEPTED,
    SHIPPED,
    DECLINED
}
