package org.parvis.listening.importing;

/**
 * How much of a file is read.
 *
 * @param bytes after inflating
 * @param lines without the headings
 * @param characters of one line, or of one record whose quotes hold several
 */
public record Limits(int bytes, int lines, int characters) {

    public static final Limits STANDARD = new Limits(20_000_000, 20_000, 100_000);
}
