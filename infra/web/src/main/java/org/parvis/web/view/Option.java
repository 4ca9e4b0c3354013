package org.parvis.web.view;

/** One choice of a {@code select} or {@code segmented}: what is sent, and what is read. */
public record Option(String value, String label) {}
