package org.parvis.identity.rights;

/** What can be allowed or refused; named in every 403. */
public enum Action {
    READ_MENTIONS,
    CORRECT_MENTION,
    MANAGE_TOPICS,
    MANAGE_SOURCES,
    READ_INBOX,
    WORK_INBOX,
    DRAFT,
    HOLD,
    APPROVE,
    SEND_AGAIN,
    STOP,
    MANAGE_CHANNELS,
    ESCALATE,
    ACKNOWLEDGE,
    MANAGE_ROTA,
    MANAGE_POLICY,
    READ_SUGGESTIONS,
    RAISE_SUGGESTION,
    DECIDE_SUGGESTION,
    MANAGE_PRODUCT_LINES,
    READ_REPORTS,
    READ_AUDIT,
    READ_MEMBERS,
    MANAGE_MEMBERS,
    OPERATE
}
