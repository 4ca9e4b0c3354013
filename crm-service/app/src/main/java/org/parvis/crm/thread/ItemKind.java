package org.parvis.crm.thread;

/** What a part of a thread is. */
public enum ItemKind {
    MESSAGE,
    REPLY,
    NOTE
}
