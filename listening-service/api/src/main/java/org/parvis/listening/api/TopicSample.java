package org.parvis.listening.api;

/**
 * What people made of a sample of what a query finds, before it was saved. It says how much of what is found belongs there, not how much
 * of what belongs there is found.
 *
 * @param looked at so many messages of the last thirty days
 * @param found so many of them
 * @param right so many of those that people judged belong there
 */
public record TopicSample(long looked, long found, int right, int judged) {}
