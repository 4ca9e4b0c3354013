package org.parvis.crm.thread;

import java.time.Instant;

/** One internal note. */
public record Note(String noteId, String authorId, Instant saidAt, String text) {}
