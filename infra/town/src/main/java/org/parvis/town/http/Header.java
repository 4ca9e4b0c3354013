package org.parvis.town.http;

/** One response header. */
public record Header(String name, String value) {}
